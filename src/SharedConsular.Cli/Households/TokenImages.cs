using System.CommandLine;
using SharedConsular.Cli.Shell;
using SharedConsular.Contracts;

namespace SharedConsular.Cli.Households;

/// <summary>Boarding tokens of a household, as text or as images to print.</summary>
internal static class TokenImages
{
    public static Command Create(SharedOptions shared)
    {
        var (reference, bySecret) = (HouseholdCommand.ReferenceArgument(), TypedSecret.Option());
        var folder = new Option<DirectoryInfo?>("--images") { Description = "A folder for the QR codes, one PNG for each member." };
        var command = new Command("tokens", "The boarding tokens of a household with confirmed places.") { reference, bySecret, folder };
        Session.Bind(command, shared, async (session, parsed, ct) =>
        {
            var answer = await session.Client.IssueBoardingTokens(
                parsed.GetRequiredValue(reference), new HouseholdSecretRequest(await TypedSecret.Find(parsed, bySecret, ct)), ct);
            if (parsed.GetValue(folder) is { } images)
            {
                images.Create();
                foreach (var token in answer.Value.Tokens)
                {
                    var path = Path.Combine(images.FullName, $"{answer.Value.Household}-{token.Member}.png");
                    await File.WriteAllBytesAsync(path, Convert.FromBase64String(token.QrPng), ct);
                }
            }

            session.Screen.Show(answer, (console, tokens) =>
            {
                console.Line($"{tokens.Household} on {tokens.Movement}; good until {Tables.TextOf(tokens.Expires)}");
                foreach (var token in tokens.Tokens)
                {
                    session.Screen.Line($"{token.Member}\t{token.Token}");
                }
            });
        });

        return command;
    }
}
