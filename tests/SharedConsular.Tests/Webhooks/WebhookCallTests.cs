using SharedConsular.Cases;
using SharedConsular.Webhooks;
using static SharedConsular.Tests.Tenants.TenantExamples;
using static SharedConsular.Tests.Webhooks.WebhookExamples;

namespace SharedConsular.Tests.Webhooks;

public sealed class WebhookCallTests
{
    private static readonly EntityKey Key = WebhookCall.KeyOf(TenantId.Get("ee"), News.Webhook, News.Message);

    private readonly EntitySpec<WebhookCall, WebhookCallCommand, WebhookCallEvent> _call = new(WebhookCall.Type, Caller.System, Now);

    [Fact]
    public void A_call_is_made_once_however_often_it_is_prepared()
    {
        var due = _call.When(new PrepareWebhookCall(News)).ThenOne<WebhookCallDue>();
        _call.When(new PrepareWebhookCall(News)).ThenNothing();

        var message = Assert.Single(WebhookCall.Type.Messages(Key, _call.State, due));
        Assert.Equal((WebhookNews.Topic, "webhook-call/ee/0f3a1c2b4d5e"), (message.Topic, message.OrderKey));
    }

    [Fact]
    public void What_became_of_it_stays()
    {
        _call.When(new PrepareWebhookCall(News)).When(new SettleWebhookCall(CallOutcome.Withheld)).ThenOne<WebhookCallSettled>();
        _call.When(new SettleWebhookCall(CallOutcome.Taken)).ThenNothing();

        Assert.Equal(CallOutcome.Withheld, _call.State.Outcome);
        Assert.Empty(WebhookCall.Type.Messages(Key, _call.State, new WebhookCallSettled(CallOutcome.Withheld, Now)));
        Assert.Empty(WebhookCall.Type.Rows(Key, _call.State));
    }

    [Fact]
    public void Its_line_does_not_say_of_which_case_it_is()
    {
        var row = Assert.Single(WebhookCall.Type.Rows(Key, _call.When(new PrepareWebhookCall(News)).State));

        Assert.Equal(("webhook:ee/0f3a1c2b4d5e", new WebhookCallRow(CaseNotice.Decided, Now, CallOutcome.Waiting)), (row.Viewer, row.Body));
        Assert.DoesNotContain(News.Case.Id, $"{row} {Key}", StringComparison.Ordinal);
        Assert.Empty(row.Terms);
    }
}
