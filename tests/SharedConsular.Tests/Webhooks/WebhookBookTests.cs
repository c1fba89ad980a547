using SharedConsular.Cases;
using SharedConsular.Webhooks;
using static SharedConsular.Tests.Tenants.TenantExamples;
using static SharedConsular.Tests.Webhooks.WebhookExamples;

namespace SharedConsular.Tests.Webhooks;

public sealed class WebhookBookTests
{
    private readonly EntitySpec<WebhookBook, WebhookCommand, WebhookEvent> _book = new(WebhookBook.Type, Administrator, Now);

    [Fact]
    public void A_webhook_hears_what_it_was_made_for_and_one_made_for_nothing_hears_all()
    {
        var some = _book.When(Make).ThenOne<WebhookMade>().Webhook;
        var all = _book.When(Make with { Id = "b", Address = "https://other.example/", Topics = [] }).ThenOne<WebhookMade>().Webhook;

        Assert.Equal([CaseNotice.Closed, CaseNotice.Decided], some.Topics);
        Assert.Equal((true, false), (some.Hears(CaseNotice.Decided), some.Hears(CaseNotice.Issued)));
        Assert.All(CaseNotice.Topics, topic => Assert.True(all.Hears(topic)));
    }

    [Fact]
    public void An_address_is_told_once()
    {
        _book.When(Make).When(Make with { Id = "b" }).ThenRefused(WebhookRefusals.Exists);
        _book.When(new RemoveWebhook(Make.Id)).ThenOne<WebhookRemoved>();
        _book.When(Make with { Id = "b" }).ThenOne<WebhookMade>();
    }

    [Fact]
    public void A_party_has_only_so_many()
    {
        for (var i = 0; i < WebhookBook.WebhooksMax; i++)
        {
            _book.When(Make with { Id = $"{i}", Address = $"https://register.example/{i}" }).ThenOne<WebhookMade>();
        }

        _book.When(Make).ThenRefused(WebhookRefusals.TooMany.With("10"));
    }

    [Fact]
    public void Both_secrets_sign_for_a_day_and_then_the_new_one_alone()
    {
        var webhook = _book.When(Make).When(new RenewWebhookSecret(Make.Id, AtOnce: false)).State.Webhooks[Make.Id];

        Assert.Equal([2, 1], webhook.SigningAt(Now.AddHours(24).AddSeconds(-1)));
        Assert.Equal([2], webhook.SigningAt(Now.AddHours(24)));
    }

    [Fact]
    public void A_secret_in_wrong_hands_stops_at_once_also_while_two_sign()
    {
        _book.When(Make).When(new RenewWebhookSecret(Make.Id, AtOnce: false));

        Assert.Equal([3], _book.When(new RenewWebhookSecret(Make.Id, AtOnce: true)).State.Webhooks[Make.Id].SigningAt(Now));
    }

    [Fact]
    public void What_is_not_there_is_neither_renewed_nor_removed()
    {
        _book.When(new RenewWebhookSecret("a", AtOnce: false)).ThenRefused(WebhookRefusals.NotFound);
        _book.When(new RemoveWebhook("a")).ThenRefused(WebhookRefusals.NotFound);
        _book.When(new RemoveWebhook("a", Gone: true)).ThenNothing();
    }
}
