using System.CommandLine;
using SharedConsular.Cli.Cases;
using SharedConsular.Cli.Shell;
using SharedConsular.Contracts;
using Spectre.Console;

namespace SharedConsular.Cli.Erasure;

/// <summary>What is kept of a case that is over, and what is forgotten of it.</summary>
internal static class ErasureCommands
{
    public static IEnumerable<Command> Create(SharedOptions shared) => [Erase(shared), Certificates(shared)];

    private static Command Erase(SharedOptions shared)
    {
        var reference = CaseLists.ReferenceArgument();
        var persons = new Option<int[]>("--person") { Description = "Whom, counted from 1 as the case lists them; again for more. All when left out." };
        var reason = new Option<string?>("--reason") { Description = "person_asked, not_needed, unlawful or legal_duty. A national need not say." };
        var sure = new Option<bool>("--for-ever") { Description = "Say that you know it can't be undone.", Required = true };
        var key = OpenCaseCommand.IdempotencyKeyOption();
        var command = new Command("erase", "Have persons of a case that is over forgotten.") { reference, persons, reason, sure, key };
        Session.Bind(command, shared, async (session, parsed, ct) =>
        {
            if (!parsed.GetValue(sure))
            {
                throw new UsageException("Nothing was erased: it can't be undone, so say --for-ever.");
            }

            int[] named = parsed.GetValue(persons) ?? [];
            var request = new ErasureRequest(named.Length == 0 ? null : named, parsed.GetValue(reason));
            var options = new SendOptions(parsed.GetValue(key));
            session.Screen.Show(await session.Client.Erase(parsed.GetRequiredValue(reference), request, options, ct), Draw);
        });

        return command;
    }

    private static Command Certificates(SharedOptions shared)
    {
        var reference = CaseLists.ReferenceArgument();
        var command = new Command("erasures", "The certificates of what was erased from a case.") { reference };
        Session.Bind(command, shared, async (session, parsed, ct) =>
            session.Screen.Show(await session.Client.GetErasure(parsed.GetRequiredValue(reference), ct), Draw));

        return command;
    }

    private static void Draw(IAnsiConsole console, ErasureResponse erasure)
    {
        foreach (var certificate in erasure.Certificates)
        {
            console.Line(certificate.Statement);
            console.Line($"signed {certificate.Signature}");
        }

        if (erasure.Certificates.Count == 0 && erasure.Pending == 0)
        {
            console.Line("Nothing was erased from this case.");
        }

        if (erasure.Pending > 0)
        {
            console.Line($"{erasure.Pending} certificates are still to come; ask again in a while.");
        }
    }
}
