using System.Collections.Immutable;
using SharedConsular.Cases;
using SharedConsular.Webhooks;
using static SharedConsular.Tests.Tenants.TenantExamples;

namespace SharedConsular.Tests.Webhooks;

internal static class WebhookExamples
{
    public static readonly MakeWebhook Make = new("0f3a1c2b4d5e", "https://register.example/consular", [CaseNotice.Decided, CaseNotice.Closed]);

    public static readonly WebhookNews News = new(
        "0f3a1c2b4d5e", new EntityKey(TenantId.Get("ee"), "case", "SC-7K3F-9Q2M-4"), 42, CaseNotice.Decided, TenantId.Get("fr"), Now, "granted");

    public static readonly ImmutableArray<WebhookEvent> Events =
    [
        new WebhookMade(new Webhook(
            "0f3a1c2b4d5e", "https://register.example/consular", [CaseNotice.Decided], 1, Now.AddHours(24), Administrator.User, Now)),
        new WebhookSecretRenewed("0f3a1c2b4d5e", 2, Now.AddHours(24), Administrator.User, Now),
        new WebhookRemoved("0f3a1c2b4d5e", Gone: true, Administrator.User, Now),
    ];

    public static readonly ImmutableArray<WebhookCallEvent> CallEvents = [new WebhookCallDue(News, Now), new WebhookCallSettled(CallOutcome.Taken, Now)];
}
