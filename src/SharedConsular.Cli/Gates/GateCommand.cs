using System.CommandLine;
using System.Text.Json;
using SharedConsular.Boarding;
using SharedConsular.Cli.Shell;
using SharedConsular.Contracts;
using SharedConsular.Households;

namespace SharedConsular.Cli.Gates;

/// <summary>A gate: takes its list while there is a network, and tells good tokens from bad ones when there is none.</summary>
internal static class GateCommand
{
    private const string Good = "good";

    public static Command Create(SharedOptions shared) =>
        new("gate", "Take a gate's list, and check boarding tokens without a network.") { List(shared), Verify(shared) };

    private static Command List(SharedOptions shared)
    {
        var movement = new Argument<string>("movement") { Description = "Organiser and id, such as gb/kbl-017." };
        var file = new Option<FileInfo>("--file") { Description = "Where to keep the list.", Required = true };
        var command = new Command("list", "Keep the day's keys and the confirmed places of a movement in a file. No name is in it.") { movement, file };
        Session.Bind(command, shared, async (session, parsed, ct) =>
        {
            var answer = await session.Client.GetGateList(parsed.GetRequiredValue(movement), ct);
            await File.WriteAllBytesAsync(parsed.GetRequiredValue(file).FullName, answer.Body.ToArray(), ct);
            session.Screen.Show(answer, (console, list) => console.Line(
                $"{list.Movement}: {list.ExpectedPersons} persons of {list.Households.Count} households expected, {list.Keys.Count} keys"));
        });

        return command;
    }

    private static Command Verify(SharedOptions shared)
    {
        var keys = new Option<FileInfo>("--keys") { Description = "What `consular gate list` kept.", Required = true };
        var name = new Option<string?>("--name") { Description = "The name on the paper the person shows." };
        var born = TypedDate.Option("--born", "The birth date on it.");
        var at = new Option<DateTimeOffset?>("--at") { Description = "When it was scanned; the list's own time when left out." };
        var token = new Argument<string>("token") { Description = "What the scanner read." };
        var command = new Command("verify", "Check a token offline. Exit code 4 when it opens nothing.") { token, keys, name, born, at };
        command.SetAction(parsed =>
        {
            var screen = Screen.Of(parsed, shared);
            try
            {
                var list = Read(parsed.GetRequiredValue(keys).FullName);
                var verdict = Check(list, parsed.GetRequiredValue(token), parsed.GetValue(name), parsed.GetValue(born), parsed.GetValue(at) ?? list.MadeAt);
                screen.ShowOwn(verdict, (console, v) => console.Line($"{v.Verdict}  {v.Household} {v.Member}  {PaperOf(v)}"));

                return verdict is { Verdict: Good, IsOfThisPerson: not false } ? ExitCode.Done : ExitCode.CheckFailed;
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or UsageException)
            {
                screen.Error(fault.Message);
                return ExitCode.Usage;
            }
        });

        return command;
    }

    internal static GateVerdict Check(GateListResponse list, string text, string? name, DateOnly? born, DateTimeOffset at)
    {
        using var keys = new BoardingKeyList(list.Keys.Select(k => Convert.FromBase64String(k.PublicKey)));
        if (BoardingToken.Verify(text, keys) is not { } token || list.Movement.Split('/') is not [var organiser, var id])
        {
            return new GateVerdict(Words.Of(ScanVerdict.BadSignature), null, null, null);
        }

        var household = list.Households.FirstOrDefault(h => h.Household == token.Household);
        var why = token.WhyNot(
            new MovementName(TenantId.Parse(organiser)!, id), at, household?.Members.Contains(token.Member) is true, household?.Generation ?? token.Generation);
        bool? isSame = name is null ? null : BoardingToken.BindingOf(token.Household, token.Member, name, born) == token.Binding;

        return new GateVerdict(why is { } verdict ? Words.Of(verdict) : Good, token.Household, token.Member, isSame);
    }

    private static string PaperOf(GateVerdict verdict) => verdict.IsOfThisPerson switch
    {
        true => "the paper is this person's",
        false => "THE PAPER IS ANOTHER PERSON'S",
        null => "",
    };

    private static GateListResponse Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<GateListResponse>(File.ReadAllBytes(path), ConsularClient.Json) is { Keys: not null, Households: not null } list
                ? list
                : throw new UsageException($"{path} holds no gate list.");
        }
        catch (JsonException)
        {
            throw new UsageException($"{path} holds no gate list.");
        }
    }

    /// <param name="Verdict"><c>good</c>, or why it opens nothing.</param>
    /// <param name="IsOfThisPerson">Whether it is bound to the name and birth date asked about; null when none was.</param>
    internal sealed record GateVerdict(string Verdict, string? Household, int? Member, bool? IsOfThisPerson);
}
