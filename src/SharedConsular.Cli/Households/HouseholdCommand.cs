using System.CommandLine;
using SharedConsular.Cli.Crises;
using SharedConsular.Cli.Shell;
using SharedConsular.Contracts;
using Spectre.Console;

namespace SharedConsular.Cli.Households;

/// <summary>A household registers, follows, answers and reports, with its secret or as an officer.</summary>
internal static class HouseholdCommand
{
    public static Command Create(SharedOptions shared) => new("household", "Register a household in a crisis and work on it.")
    {
        Register(shared), Status(shared), Accept(shared), Decline(shared), Report(shared), Reads(shared), TokenImages.Create(shared),
    };

    public static Argument<string> ReferenceArgument() => new("reference") { Description = "Of the household, such as SH-7K3F-9Q2M-4." };

    private static Command Register(SharedOptions shared)
    {
        var crisis = CrisisCommand.IdArgument();
        var file = new Argument<FileInfo>("file") { Description = "The household as JSON, as POST /v1/crises/{id}/households takes it." };
        var key = Cases.OpenCaseCommand.IdempotencyKeyOption();
        var command = new Command("register", "Register a household. A registration is not a seat.") { crisis, file, key };
        Session.Bind(command, shared, async (session, parsed, ct) =>
        {
            var request = ReadRequest(parsed.GetRequiredValue(file).FullName);
            var receipt = await session.Client.RegisterHousehold(parsed.GetRequiredValue(crisis), request, new SendOptions(parsed.GetValue(key)), ct);
            session.Screen.Show(receipt, (console, r) => console.Line($"{r.Reference}  secret {r.Secret}  {r.Persons} persons\n{r.Notice}"));
        });

        return command;
    }

    private static RegisterHouseholdRequest ReadRequest(string path)
    {
        try
        {
            return System.Text.Json.JsonSerializer.Deserialize<RegisterHouseholdRequest>(File.ReadAllBytes(path), ConsularClient.Json)
                ?? throw new UsageException($"{path} holds no household.");
        }
        catch (System.Text.Json.JsonException)
        {
            throw new UsageException($"{path} holds no household.");
        }
    }

    private static Command Status(SharedOptions shared)
    {
        var reference = ReferenceArgument();
        var command = new Command("status", "Where a household stands, by the secret of the registration on the standard input.") { reference };
        Session.Bind(command, shared, async (session, parsed, ct) => session.Screen.Show(
            await session.Client.GetHouseholdStatus(
                new HouseholdStatusRequest(parsed.GetRequiredValue(reference), await TypedSecret.Read(ct)), ct),
            Draw));

        return command;
    }

    private static Command Reads(SharedOptions shared)
    {
        var (reference, bySecret) = (ReferenceArgument(), TypedSecret.Option());
        var cursor = new Option<string?>("--cursor") { Description = "The next page, as the last one named it." };
        var command = new Command("reads", "Who looked at a household, newest first.") { reference, bySecret, cursor };
        Session.Bind(command, shared, async (session, parsed, ct) => session.Screen.Show(
            await session.Client.ListReadsOfHousehold(
                parsed.GetRequiredValue(reference), await TypedSecret.Find(parsed, bySecret, ct), parsed.GetValue(cursor), null, ct),
            DrawReads));

        return command;
    }

    private static Command Accept(SharedOptions shared)
    {
        var movement = MovementOption();

        return Act(
            shared, "accept", "acceptance", "Accept the offer.", [movement], (parsed, secret) => new AcceptOfferRequest(parsed.GetValue(movement), secret));
    }

    private static Command Decline(SharedOptions shared)
    {
        var movement = MovementOption();
        var reason = new Option<string?>("--reason") { Description = "cannot_reach_the_place, too_little_time, family_not_together or another of the API." };

        return Act(
            shared, "decline", "refusal", "Decline the offer; the household stays registered.", [movement, reason],
            (parsed, secret) => new DeclineOfferRequest(parsed.GetValue(movement), parsed.GetValue(reason), secret));
    }

    private static Command Report(SharedOptions shared)
    {
        var disposition = new Option<string?>("--disposition") { Description = "left_by_own_means, staying, unreachable, deceased or registered." };
        var members = new Option<int[]>("--member") { Description = "The number of a member; again for another. All who wait when left out." };

        return Act(
            shared, "report", "reports", "Say who left, stays, can't be reached, died, or waits after all.", [disposition, members],
            (parsed, secret) => new ReportMembersRequest(
                parsed.GetValue(disposition), parsed.GetValue(members) is { Length: > 0 } some ? some : null, Secret: secret));
    }

    private static Command Act(
        SharedOptions shared, string name, string what, string description, Option[] taken, Func<ParseResult, string?, object> request)
    {
        var (reference, bySecret) = (ReferenceArgument(), TypedSecret.Option());
        var command = new Command(name, description) { reference, bySecret };
        foreach (var option in taken)
        {
            command.Add(option);
        }

        Session.Bind(command, shared, async (session, parsed, ct) =>
        {
            var secret = await TypedSecret.Find(parsed, bySecret, ct);
            session.Screen.Show(await session.Client.ActForHousehold(parsed.GetRequiredValue(reference), what, request(parsed, secret), ct), Draw);
        });

        return command;
    }

    private static Option<string?> MovementOption() => new("--movement") { Description = "The movement of the offer, such as gb/kbl-017." };

    private static void DrawReads(IAnsiConsole console, Page<ReadResponse> page)
    {
        var table = Tables.Of("when", "party", "role", "for", "what", "by");
        foreach (var read in page.Items)
        {
            table.Row(read.At, read.Party, read.Role, read.Purpose, Tables.TextOf(read.Fields), read.Rule);
        }

        console.Write(table);
        console.Line(page.Next is { } next ? $"more: --cursor {next}" : "");
    }

    private static void Draw(IAnsiConsole console, HouseholdStatusResponse status)
    {
        console.Line($"{status.Reference} in {status.Crisis}");
        foreach (var member in status.Members)
        {
            console.Line($"  {member.Number}  {member.Disposition}  {Tables.TextOf(member.Since)}");
        }

        if (status.Offer is { } offer)
        {
            console.Line(
                $"{offer.Status}: {offer.Seats} places on {offer.Movement}, {offer.From} to {offer.To}, report by {Tables.TextOf(offer.ReportBy)}; "
                + $"answer until {Tables.TextOf(offer.Until)}");
        }

        console.Line(status.Notice ?? "");
        console.Line($"possible now: {Tables.TextOf(status.AllowedActions)}");
    }
}
