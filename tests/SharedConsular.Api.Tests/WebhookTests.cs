using System.Net;
using System.Text.Json.Nodes;
using SharedConsular.Contracts;
using SharedConsular.Runtime;
using SharedConsular.Runtime.Sqlite;
using static SharedConsular.Api.Tests.Examples;

namespace SharedConsular.Api.Tests;

/// <summary>Systems of parties are told what happens to their cases: signed, at least once, never of whom, and never what the party may not know.</summary>
public sealed class WebhookTests(SharedPlatform platform)
{
    private const string Asked = "case.consultation-asked";

    private static readonly (string, string) Reachable = ("Webhooks__Private", "on");

    [Fact]
    public async Task A_system_is_told_what_its_party_is_told_signed_and_without_a_word_of_the_person()
    {
        await using var server = await PlatformServer.Start(Reachable);
        await using var estonia = await WebhookListener.Start();
        await using var latvia = await WebhookListener.Start();
        var made = await Make(server, "ee", estonia, Asked);
        await Make(server, "lv", latvia);
        estonia.Says = HttpStatusCode.BadGateway;

        var name = UniqueName("Tamm");
        var @case = await server.CaseInHand(name: name);
        await server.Officer("de").Consult(@case.Reference, $"Is {name} yours?");
        await PlatformServer.Eventually(() => Task.FromResult(estonia.Calls), c => c.Count > 0);
        estonia.Says = HttpStatusCode.NoContent;
        var calls = await PlatformServer.Eventually(() => Task.FromResult(estonia.Calls), c => c.Any(x => x.Answered is HttpStatusCode.NoContent));

        Assert.Single(calls.Select(c => c.Id).Distinct());
        Assert.All(calls, c => Assert.True(c.IsSignedWith(made.Secret!)));
        Assert.Equal(1, calls[0].SignaturesCount);
        var body = JsonNode.Parse(calls[^1].Body)!;
        Assert.Equal(("1.0", Asked, @case.Reference), ((string)body["specversion"]!, (string)body["type"]!, (string)body["subject"]!));
        Assert.Equal(("de", @case.Reference), ((string)body["data"]!["owner"]!, (string)body["data"]!["reference"]!));
        Assert.All(calls, c => Assert.DoesNotContain(name.Split(' ')[0], c.Body + c.Headers, StringComparison.OrdinalIgnoreCase));
        Assert.All(calls, c => Assert.DoesNotContain("traceparent", c.Headers, StringComparison.OrdinalIgnoreCase));
        Assert.Equal((Asked, "taken"), await LastCall(server, "ee", made.Id));

        // Neither a topic it was not made for nor a case of others comes.
        await server.Officer("ee").Confirm(@case.Reference);
        await server.Officer("de").Close(@case.Reference, "travelled");
        await PlatformServer.Eventually(server.Officer("ee").Notices, n => n.Any(x => x.Topic == "case.closed"));
        Assert.DoesNotContain(estonia.Calls, c => c.Body.Contains("case.closed", StringComparison.Ordinal));
        Assert.Empty(latvia.Calls);
        Assert.DoesNotContain(name.Split(' ')[0], server.Output, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Through_a_broker_a_party_is_told_the_same_in_a_topic_of_its_own()
    {
        await using var sidecar = await WebhookListener.Start();
        var dapr = new Uri(sidecar.Address).GetLeftPart(UriPartial.Authority);
        await using var server = await PlatformServer.Start(("Dapr__PubSub", "events"), ("DAPR_HTTP_ENDPOINT", dapr), ("DAPR_API_TOKEN", "letmein"));
        var made = (await server.Administrator("ee").Post("/v1/webhooks", new MakeWebhookRequest("dapr:events", [Asked]))).Read<WebhookResponse>();
        sidecar.Says = HttpStatusCode.InternalServerError;
        var name = UniqueName("Tamm");
        var @case = await server.CaseInHand(name: name);
        await server.Officer("de").Consult(@case.Reference, $"Is {name} yours?");
        await PlatformServer.Eventually(() => Task.FromResult(sidecar.Calls), c => c.Count > 0);
        sidecar.Says = HttpStatusCode.NoContent;
        var calls = await PlatformServer.Eventually(() => Task.FromResult(sidecar.Calls), c => c.Any(x => x.Answered is HttpStatusCode.NoContent));

        Assert.All(calls, c => Assert.Equal("/v1.0/publish/events/consular-ee", c.Path));
        Assert.All(calls, c => Assert.Contains("Content-Type: application/cloudevents+json", c.Headers, StringComparison.Ordinal));
        Assert.All(calls, c => Assert.Contains("dapr-api-token: letmein", c.Headers, StringComparison.Ordinal));
        var body = JsonNode.Parse(calls[^1].Body)!;
        Assert.Equal(("1.0", Asked, @case.Reference), ((string)body["specversion"]!, (string)body["type"]!, (string)body["subject"]!));
        Assert.Single(calls.Select(c => (string)JsonNode.Parse(c.Body)!["id"]!).Distinct());
        Assert.All(calls, c => Assert.DoesNotContain(name.Split(' ')[0], c.Body + c.Headers, StringComparison.OrdinalIgnoreCase));
        await PlatformServer.Eventually(() => LastCall(server, "ee", made.Id), c => c == (Asked, "taken"));
    }

    [Fact]
    public async Task Where_nothing_is_published_nobody_is_told_by_a_topic() =>
        (await platform.Server.Administrator("lt").Post("/v1/webhooks", new MakeWebhookRequest("dapr:events")))
            .Refused(HttpStatusCode.UnprocessableEntity, "request.faulty");

    [Fact]
    public async Task A_secret_is_shown_once_stored_nowhere_and_changed_while_both_sign()
    {
        await using var server = await PlatformServer.Start(Reachable);
        await using var listener = await WebhookListener.Start();
        var administrator = server.Administrator("ee");
        var (request, attempt) = (new MakeWebhookRequest(listener.Address), Guid.NewGuid().ToString("N"));
        var first = (await administrator.Post("/v1/webhooks", request, attempt)).Read<WebhookResponse>();
        var again = (await administrator.Post("/v1/webhooks", request, attempt)).Read<WebhookResponse>();
        Assert.Matches("^whsec_[A-Za-z0-9+/]{43}=$", first.Secret);
        Assert.Equal((first.Id, null), (again.Id, again.Secret));
        Assert.Null((await administrator.Get("/v1/webhooks")).Read<Page<WebhookResponse>>().Items.Single().Secret);

        var second = (await administrator.Post($"/v1/webhooks/{first.Id}/secret", new RenewWebhookSecretRequest())).Read<WebhookResponse>();
        Assert.NotEqual(first.Secret, second.Secret);
        Assert.NotNull(second.FormerSecretUntil);
        var overlapping = await NextCall(server, listener);
        Assert.True(overlapping.IsSignedWith(first.Secret!) && overlapping.IsSignedWith(second.Secret!));

        var third = (await administrator.Post($"/v1/webhooks/{first.Id}/secret", new RenewWebhookSecretRequest(AtOnce: true))).Read<WebhookResponse>();
        var alone = await NextCall(server, listener);
        Assert.Equal((true, 1), (alone.IsSignedWith(third.Secret!), alone.SignaturesCount));

        await server.Kill(); // It holds a lock on its own folder.
        foreach (var secret in new[] { first.Secret!, second.Secret!, third.Secret! })
        {
            Assert.DoesNotContain(secret["whsec_".Length..], server.Output, StringComparison.Ordinal);
            foreach (var file in Directory.GetFiles(server.DataFolder))
            {
                await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                using var bytes = new MemoryStream();
                await stream.CopyToAsync(bytes, PlatformServer.Stop);
                Assert.True(bytes.ToArray().AsSpan().IndexOf(Convert.FromBase64String(secret["whsec_".Length..])) < 0);
            }
        }
    }

    [Fact]
    public async Task What_the_party_may_not_know_any_more_when_it_is_called_is_not_told_and_that_is_recorded()
    {
        await using var server = await PlatformServer.Start(Reachable);
        await using var listener = await WebhookListener.Start();
        var made = await Make(server, "ee", listener, Asked);
        listener.Says = HttpStatusCode.ServiceUnavailable;
        var person = server.Person("ee", UniqueUser());
        var opened = await person.OpenCase(Application());
        await server.Officer("de").Accept(opened.Reference);
        await server.Officer("de").Consult(opened.Reference, "Is she yours?");
        await PlatformServer.Eventually(() => Task.FromResult(listener.Calls), c => c.Count > 0);

        Assert.True((await person.DiscloseFear(opened.Reference)).IsSuccess);
        listener.Says = HttpStatusCode.OK;

        await PlatformServer.Eventually(() => LastCall(server, "ee", made.Id), c => c == ("", ""));
        Assert.DoesNotContain(listener.Calls, c => c.Answered is HttpStatusCode.OK);
        await server.ProtectionOfficer("de");
        Assert.Contains("case-notice-withheld", (await server.Uncertified("de", "protection-1").History(opened.Reference)).Text, StringComparison.Ordinal);
    }

    /// <summary>It is a way of her own to hear of it; systems that others of her party made are told.</summary>
    [Fact]
    public async Task Who_is_kept_from_a_case_has_no_system_told_of_it()
    {
        await using var server = await PlatformServer.Start(Reachable);
        await using var hers = await WebhookListener.Start();
        await using var partys = await WebhookListener.Start();
        var administrator = server.Administrator("ee", "jaan");
        var made = (await administrator.Post("/v1/webhooks", new MakeWebhookRequest(hers.Address))).Read<WebhookResponse>();
        await Make(server, "ee", partys);
        var @case = await server.CaseInHand();
        var block = new BlockAdversePartyRequest("ee", "jaan", "He beats her");
        Assert.True((await server.Supervisor("de").Act(@case.Reference, "adverse-parties", block)).IsSuccess);

        await server.Officer("de").Consult(@case.Reference, "Is she yours?");
        await PlatformServer.Eventually(() => Task.FromResult(partys.Calls), c => c.Any(x => x.Body.Contains(Asked, StringComparison.Ordinal)));
        var other = await server.CaseInHand();
        await server.Officer("de").Consult(other.Reference, "Is she yours?");
        await PlatformServer.Eventually(() => Task.FromResult(hers.Calls), c => c.Any(x => x.Body.Contains(other.Reference, StringComparison.Ordinal)));

        Assert.DoesNotContain(hers.Calls, c => c.Body.Contains(@case.Reference, StringComparison.Ordinal));
        Assert.Single((await administrator.Get($"/v1/webhooks/{made.Id}/calls")).Read<Page<WebhookCallResponse>>().Items);
    }

    [Fact]
    public async Task Of_a_matter_that_is_a_secret_no_outcome_is_told()
    {
        await using var server = await PlatformServer.Start(Reachable);
        await using var listener = await WebhookListener.Start();
        await Make(server, "de", listener, "case.consultation-answered");
        var (german, estonian) = (await server.ProtectionOfficer("de"), await server.ProtectionOfficer("ee"));
        foreach (var (need, told) in new (RoutingRequest, string?)[] { (LostPassport, "confirmed"), (LostPassport with { Service = "gbv" }, null) })
        {
            var reference = (await server.Person("ee", UniqueUser()).OpenCase(Application(need))).Reference;
            await german.Accept(reference);
            await german.Consult(reference, "Is she yours?");
            await estonian.Confirm(reference);

            var calls = await PlatformServer.Eventually(
                () => Task.FromResult(listener.Calls), c => c.Any(x => x.Body.Contains(reference, StringComparison.Ordinal)));
            Assert.Equal(told, (string?)JsonNode.Parse(calls[^1].Body)!["data"]!["detail"]);
        }
    }

    /// <summary>The event is stored, the other side has the call in hand and has not answered when the power goes.</summary>
    [Fact]
    public async Task A_call_that_nobody_settled_when_the_process_was_killed_comes_again_under_the_same_id()
    {
        await using var server = await PlatformServer.Start(Reachable);
        await using var listener = await WebhookListener.Start();
        var made = await Make(server, "ee", listener, Asked);
        var released = new TaskCompletionSource();
        listener.Waits = released.Task;
        var @case = await server.CaseInHand();
        await server.Officer("de").Consult(@case.Reference, "Is she yours?");
        await PlatformServer.Eventually(() => Task.FromResult(listener.Calls), c => c.Count > 0);

        await server.Kill();
        released.SetResult();
        listener.Waits = Task.CompletedTask;
        var before = listener.Calls.Count;
        await server.Start();

        await PlatformServer.Eventually(() => LastCall(server, "ee", made.Id), c => c == (Asked, "taken"));
        Assert.True(listener.Calls.Count > before);
        Assert.Single(listener.Calls.Select(c => c.Id).Distinct());
        Assert.Single((await server.Administrator("ee").Get($"/v1/webhooks/{made.Id}/calls")).Read<Page<WebhookCallResponse>>().Items);
    }

    [Fact]
    public async Task A_call_that_is_never_taken_is_put_aside_and_can_be_replayed()
    {
        await using var server = await PlatformServer.Start(Reachable);
        await using var listener = await WebhookListener.Start();
        var (made, administrator) = (await Make(server, "ee", listener, Asked), server.Administrator("ee"));
        listener.Says = HttpStatusCode.Forbidden;
        var @case = await server.CaseInHand();
        await server.Officer("de").Consult(@case.Reference, "Is she yours?");
        await PlatformServer.Eventually(() => Task.FromResult(listener.Calls), c => c.Count > 0);
        await server.Kill();
        await FailAllButOnce(server);
        await server.Start();

        var dead = (await PlatformServer.Eventually(
            async () => (await administrator.Get("/v1/outbox/dead-letters")).Read<Page<DeadLetterResponse>>(), l => l.Items.Count == 1)).Items[0];
        Assert.Equal(("webhook.call", "CallNotTakenException", OutboxRelay.AttemptsMax), (dead.Topic, dead.Error, dead.Attempts));

        listener.Says = HttpStatusCode.OK;
        Assert.Equal(HttpStatusCode.NoContent, (await administrator.Post($"/v1/outbox/dead-letters/{dead.Id}/replay", new { })).Status);
        await PlatformServer.Eventually(() => LastCall(server, "ee", made.Id), c => c == (Asked, "taken"));
        Assert.Single(listener.Calls.Select(c => c.Id).Distinct());
    }

    [Fact]
    public async Task An_address_that_says_it_is_gone_is_called_no_more()
    {
        await using var server = await PlatformServer.Start(Reachable);
        await using var listener = await WebhookListener.Start();
        var made = await Make(server, "ee", listener);
        listener.Says = HttpStatusCode.Gone;
        var @case = await server.CaseInHand();
        await server.Officer("de").Consult(@case.Reference, "Is she yours?");

        await PlatformServer.Eventually(() => LastCall(server, "ee", made.Id), c => c.Outcome == "gone");
        Assert.Empty((await server.Administrator("ee").Get("/v1/webhooks")).Read<Page<WebhookResponse>>().Items);
    }

    [Theory]
    [InlineData("http://register.example/")]
    [InlineData("https://127.0.0.1/")]
    [InlineData("https://localhost/")]
    [InlineData("https://10.0.0.4/")]
    [InlineData("https://169.254.169.254/latest/meta-data")]
    [InlineData("https://[::1]/")]
    [InlineData("https://[::ffff:127.0.0.1]/")]
    [InlineData("https://2130706433/")]
    [InlineData("https://user@register.example/")]
    [InlineData("file:///etc/passwd")]
    public async Task An_address_that_only_the_platform_reaches_is_none(string address) =>
        Assert.Equal("#/address", Assert.Single(
            (await platform.Server.Administrator("lt").Post("/v1/webhooks", new MakeWebhookRequest(address)))
                .Refused(HttpStatusCode.UnprocessableEntity, "request.faulty").Errors!).Pointer);

    [Fact]
    public async Task Only_an_administrator_has_to_do_with_the_webhooks_of_a_party_and_only_of_the_own()
    {
        var server = platform.Server;
        var made = (await server.Administrator("lt").Post("/v1/webhooks", new MakeWebhookRequest("https://register.example/consular"))).Read<WebhookResponse>();
        foreach (Member member in new Member[] { server.Officer("lt"), server.Supervisor("lt"), server.Auditor("lt"), server.PlatformOperator() })
        {
            (await member.Get("/v1/webhooks")).Refused(HttpStatusCode.Forbidden, "caller.not-for-this-role");
            (await member.Delete($"/v1/webhooks/{made.Id}")).Refused(HttpStatusCode.Forbidden, "caller.not-for-this-role");
        }

        var other = server.Administrator("lv");
        Assert.Empty((await other.Get("/v1/webhooks")).Read<Page<WebhookResponse>>().Items);
        (await other.Post($"/v1/webhooks/{made.Id}/secret", new RenewWebhookSecretRequest())).Refused(HttpStatusCode.NotFound, "webhook.not-found");
        (await other.Delete($"/v1/webhooks/{made.Id}")).Refused(HttpStatusCode.NotFound, "webhook.not-found");
        Assert.Equal(HttpStatusCode.NoContent, (await server.Administrator("lt").Delete($"/v1/webhooks/{made.Id}")).Status);
    }

    private static async Task<WebhookResponse> Make(PlatformServer server, string tenant, WebhookListener listener, params string[] topics)
    {
        var reply = await server.Administrator(tenant).Post("/v1/webhooks", new MakeWebhookRequest(listener.Address, topics));
        Assert.True(reply.Status is HttpStatusCode.Created, reply.ToString());

        return reply.Read<WebhookResponse>();
    }

    /// <summary>The call that a new case leads to.</summary>
    private static async Task<ReceivedCall> NextCall(PlatformServer server, WebhookListener listener)
    {
        var before = listener.Calls.Count;
        var @case = await server.CaseInHand();
        await server.Officer("de").Consult(@case.Reference, "Is she yours?");

        return (await PlatformServer.Eventually(() => Task.FromResult(listener.Calls), c => c.Count > before))[before];
    }

    private static async Task<(string Topic, string Outcome)> LastCall(PlatformServer server, string tenant, string webhook)
    {
        var calls = (await server.Administrator(tenant).Get($"/v1/webhooks/{webhook}/calls")).Read<Page<WebhookCallResponse>>().Items;

        return calls.Count == 0 ? ("", "") : (calls[0].Topic, calls[0].Outcome);
    }

    /// <summary>As if each attempt but one had failed: half an hour in a moment.</summary>
    private static async Task FailAllButOnce(PlatformServer server)
    {
        await using var store = SqliteStore.Open(server.DatabasePath);
        var now = DateTimeOffset.UtcNow;
        var waiting = await store.ReadDue(now.AddHours(1), 100, PlatformServer.Stop);
        var call = Assert.Single(waiting, m => m.Topic == "webhook.call");
        await store.Settle([], [new FailedDelivery(call.Position, OutboxRelay.AttemptsMax - 1, now, now, "Failed")], PlatformServer.Stop);
    }
}
