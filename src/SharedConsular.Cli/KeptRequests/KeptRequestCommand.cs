using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using SharedConsular.Cli.Cases;
using SharedConsular.Cli.Shell;
using SharedConsular.Contracts;
using Spectre.Console;

namespace SharedConsular.Cli.KeptRequests;

/// <summary>A request that is begun and not sent: kept, taken up and erased by its reference and its secret.</summary>
internal static class KeptRequestCommand
{
    private const int RequestBytesMax = 64 * 1024;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    public static Command Create(SharedOptions shared) => new("kept-request", "Keep a request that is not sent yet; no state sees it.")
    {
        CreateKeep(shared), CreateKeepAgain(shared), CreateShow(shared), CreateErase(shared),
    };

    private static Command CreateKeep(SharedOptions shared)
    {
        var (file, key) = (FileOption(), OpenCaseCommand.IdempotencyKeyOption());
        var command = new Command("keep", "Keep it, and have the secret that opens it again.") { file, key };
        Session.Bind(command, shared, async (session, parsed, ct) => session.Screen.Show(
            await session.Client.KeepRequest(Read(parsed.GetRequiredValue(file)), new SendOptions(parsed.GetValue(key)), ct), Draw));

        return command;
    }

    private static Command CreateKeepAgain(SharedOptions shared)
    {
        var (reference, file, key) = (CaseLists.ReferenceArgument(), FileOption(), OpenCaseCommand.IdempotencyKeyOption());
        var command = new Command("write-on", "Keep this in place of what was kept before; the secret on the standard input.") { reference, file, key };
        Session.Bind(command, shared, async (session, parsed, ct) =>
        {
            var request = new KeepAgainRequest(await TypedSecret.Read(ct), Read(parsed.GetRequiredValue(file)));
            session.Screen.Show(
                await session.Client.KeepRequestAgain(parsed.GetRequiredValue(reference), request, new SendOptions(parsed.GetValue(key)), ct), Draw);
        });

        return command;
    }

    private static Command CreateShow(SharedOptions shared)
    {
        var reference = CaseLists.ReferenceArgument();
        var command = new Command("show", "What is kept, as JSON; the secret on the standard input.") { reference };
        Session.Bind(command, shared, async (session, parsed, ct) => session.Screen.Show(
            await session.Client.TakeUpRequest(parsed.GetRequiredValue(reference), new KeptRequestSecretRequest(await TypedSecret.Read(ct)), ct),
            (_, kept) => session.Screen.Line(JsonSerializer.Serialize(kept.Request, ConsularClient.Json))));

        return command;
    }

    private static Command CreateErase(SharedOptions shared)
    {
        var reference = CaseLists.ReferenceArgument();
        var command = new Command("erase", "Erase what is kept, for good; the secret on the standard input.") { reference };
        Session.Bind(command, shared, async (session, parsed, ct) =>
        {
            var said = parsed.GetRequiredValue(reference);
            session.Screen.Show(
                await session.Client.EraseKeptRequest(said, new KeptRequestSecretRequest(await TypedSecret.Read(ct)), null, ct),
                (console, _) => console.Line($"{said} is erased."));
        });

        return command;
    }

    private static Option<string> FileOption() => new("--request")
    {
        Description = "A JSON file with the request as far as it is written.",
        Required = true,
    };

    private static OpenCaseRequest Read(string file) => JsonFile.Read<OpenCaseRequest>(file, RequestBytesMax, Json);

    private static void Draw(IAnsiConsole console, KeptRequestResponse kept) => console.Write(
        Tables.Of("reference", kept.Reference).Row("secret", kept.Secret).Row("until", kept.Until));
}
