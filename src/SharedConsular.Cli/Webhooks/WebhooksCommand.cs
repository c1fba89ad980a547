using System.CommandLine;
using SharedConsular.Cli.Shell;
using SharedConsular.Contracts;
using Spectre.Console;

namespace SharedConsular.Cli.Webhooks;

/// <summary>The addresses of a party's own systems that are told of its cases.</summary>
internal static class WebhooksCommand
{
    public static Command Create(SharedOptions shared) => new(
        "webhooks", "Addresses of your systems that are told of your cases: make, list, calls, renew, remove. For administrators.")
    {
        Make(shared), List(shared), Calls(shared), Renew(shared), Remove(shared),
    };

    private static Command Make(SharedOptions shared)
    {
        var address = new Argument<string>("address") { Description = "The https address to call." };
        var topics = new Option<string[]>("--topic") { Description = "What to tell it, as case.decided; again for more, none for all." };
        var command = new Command("make", "Have an address told; prints the secret its calls are signed with, once.") { address, topics };
        Session.Bind(command, shared, async (session, parsed, ct) =>
        {
            var request = new MakeWebhookRequest(parsed.GetRequiredValue(address), parsed.GetValue(topics));
            session.Screen.Show(await session.Client.MakeWebhook(request, null, ct), Draw);
        });

        return command;
    }

    private static Command List(SharedOptions shared)
    {
        var command = new Command("list", "List the webhooks of your state.");
        Session.Bind(command, shared, async (session, _, ct) => session.Screen.Show(await session.Client.ListWebhooks(ct), DrawPage));

        return command;
    }

    private static Command Calls(SharedOptions shared)
    {
        var id = IdArgument();
        var command = new Command("calls", "What became of the calls of a webhook, newest first.") { id };
        Session.Bind(command, shared, async (session, parsed, ct) => session.Screen.Show(
            await session.Client.ListWebhookCalls(parsed.GetRequiredValue(id), null, null, ct), DrawCalls));

        return command;
    }

    private static Command Renew(SharedOptions shared)
    {
        var id = IdArgument();
        var atOnce = new Option<bool>("--at-once") { Description = "The old secret is in wrong hands: it stops now, not in a day." };
        var command = new Command("renew", "Give a webhook a new secret; prints it, once.") { id, atOnce };
        Session.Bind(command, shared, async (session, parsed, ct) => session.Screen.Show(
            await session.Client.RenewWebhookSecret(
                parsed.GetRequiredValue(id), new RenewWebhookSecretRequest(parsed.GetValue(atOnce)), null, ct),
            Draw));

        return command;
    }

    private static Command Remove(SharedOptions shared)
    {
        var id = IdArgument();
        var command = new Command("remove", "Tell an address nothing more.") { id };
        Session.Bind(command, shared, async (session, parsed, ct) => session.Screen.Show(
            await session.Client.RemoveWebhook(parsed.GetRequiredValue(id), null, ct), (console, _) => console.Line("Removed.")));

        return command;
    }

    private static Argument<string> IdArgument() => new("id") { Description = "The webhook, as list shows it." };

    private static string TopicsOf(WebhookResponse webhook) => webhook.Topics.Count == 0 ? "all" : string.Join(", ", webhook.Topics);

    private static void Draw(IAnsiConsole console, WebhookResponse webhook) => console.Write(
        Tables.Of(webhook.Id, webhook.Address)
            .Row("topics", TopicsOf(webhook))
            .Row("secret", webhook.Secret ?? "was shown before")
            .Row("old secret until", webhook.FormerSecretUntil));

    private static void DrawPage(IAnsiConsole console, Page<WebhookResponse> page)
    {
        var table = Tables.Of("id", "address", "topics", "old secret until", "made by");
        foreach (var webhook in page.Items)
        {
            table.Row(webhook.Id, webhook.Address, TopicsOf(webhook), webhook.FormerSecretUntil, webhook.MadeBy);
        }

        console.Write(table);
    }

    private static void DrawCalls(IAnsiConsole console, Page<WebhookCallResponse> page)
    {
        var table = Tables.Of("happened", "topic", "outcome");
        foreach (var call in page.Items)
        {
            table.Row(call.At, call.Topic, call.Outcome);
        }

        console.Write(table);
    }
}
