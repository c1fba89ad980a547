using System.Net;
using SharedConsular.Contracts;
using SharedConsular.Integrations.Tests.Mail;
using static SharedConsular.Api.Tests.Examples;

namespace SharedConsular.Api.Tests;

/// <summary>The real server, and the mail server it writes to.</summary>
public sealed class MailPlatform : IAsyncLifetime
{
    internal MailSink Sink { get; } = new();

    internal PlatformServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Server = await PlatformServer.Start(
        ("Mail__Host", "127.0.0.1"), ("Mail__Port", $"{Sink.Port}"), ("Mail__Encryption", "none"),
        ("Mail__From", "desk@consul.example"), ("Mail__NeutralFrom", "hello@plain.example"));

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await Sink.DisposeAsync();
    }
}

/// <summary>What persons are written, as it arrives.</summary>
public sealed class MessageTests(MailPlatform platform) : IClassFixture<MailPlatform>
{
    private readonly MailSink _sink = platform.Sink;
    private readonly PlatformServer _server = platform.Server;

    [Fact]
    public async Task A_person_is_written_to_at_every_step_of_her_case_in_her_language_and_in_order()
    {
        var address = UniqueAddress();
        var opened = await Open(address, ByMail("fr"));
        var (germany, estonia) = (_server.Officer("de"), _server.Officer("ee"));
        Done(await germany.AskForPapers(opened.Reference, "photo"));
        Done(await germany.ProvidePapers(opened.Reference, "photo"));
        Done(await germany.Consult(opened.Reference, "Is she yours?"));
        Done(await estonia.Confirm(opened.Reference));

        var mails = await Eventually(() => _sink.To(address).ToList(), m => m.Count == 3);
        Assert.Equal(3, mails.Select(m => m.Mail.MessageId).Distinct().Count());
        Assert.All(mails, m => Assert.Equal(("fr", "desk@consul.example"), (m.Mail.Body!.Headers[MimeKit.HeaderId.ContentLanguage], m.From)));
        Assert.All(mails, m => Assert.Contains(opened.Reference, m.Mail.TextBody, StringComparison.Ordinal));
        Assert.Contains("Allemagne", mails[0].Mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("documents", mails[1].Mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("décision", mails[2].Mail.TextBody, StringComparison.Ordinal);
        Assert.All(mails, m => Assert.DoesNotContain("Tamm", m.Raw, StringComparison.Ordinal));

        var seen = await Eventually(() => Messages(germany, opened.Reference), m => m.Messages.Count == 3);
        Assert.Equal(["decided", "papers_asked", "case_opened"], seen.Messages.Select(m => m.Occasion));
        Assert.All(seen.Messages, m => Assert.Equal(("email", null), (m.Channel, m.Why)));
        Assert.Equal(new ReachResponse(0, "email", null, null), Assert.Single(seen.Persons));
        Assert.DoesNotContain(address, _server.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_rule_nobody_is_written_to_and_the_officer_sees_why()
    {
        var address = UniqueAddress();
        var silent = await Open(address, null);
        var never = await Open(address, new SetSafeContactRequest(null, [], null, null, "America/Guayaquil"));
        var said = await Open(UniqueAddress(), ByMail("en"));
        await Eventually(() => Messages(_server.Officer("de"), said.Reference), m => m.Messages.Count == 1);

        Assert.Equal("no_rule", Assert.Single((await Messages(_server.Officer("de"), silent.Reference)).Persons).Why);
        Assert.Equal("never", Assert.Single((await Messages(_server.Officer("de"), never.Reference)).Persons).Why);
        Assert.Empty(_sink.To(address));
    }

    [Fact]
    public async Task What_is_turned_off_waits_and_leaves_when_it_is_turned_on_again()
    {
        var (held, free) = (UniqueAddress(), UniqueAddress());
        (await _server.Administrator("ee").Put("/v1/flags/person_messages", new SetFlagRequest(0, ["ec"], "A wording did harm."))).Read<FlagSettingResponse>();
        try
        {
            await Open(held, ByMail("en"));
            await Open(free, ByMail("en"), state: "lv");
            await Eventually(() => _sink.To(free).ToList(), m => m.Count > 0);
            Assert.Empty(_sink.To(held));
        }
        finally
        {
            Assert.Equal(HttpStatusCode.NoContent, (await _server.Administrator("ee").Delete("/v1/flags/person_messages")).Status);
        }

        await Eventually(() => _sink.To(held).ToList(), m => m.Count > 0);
    }

    [Fact]
    public async Task Where_anybody_may_read_it_nothing_tells_what_it_is_about()
    {
        var address = UniqueAddress();
        await Open(address, ByMail("en") with { NeutralWords = true, CodeWords = "The dentist" });

        var mail = Assert.Single(await Eventually(() => _sink.To(address).ToList(), m => m.Count > 0));
        Assert.Equal(("hello@plain.example", "The dentist"), (mail.From, mail.Mail.Subject));
        foreach (var telling in new[] { "SC-", "consul", "case", "Germany", "Estonia" })
        {
            Assert.DoesNotContain(telling, mail.Raw, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task Outside_her_hours_she_is_left_alone_and_the_officer_sees_until_when()
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("America/Guayaquil");
        var local = TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(DateTimeOffset.UtcNow, zone).DateTime);
        var rule = ByMail("en") with { From = local.AddHours(2), To = local.AddHours(3) };
        var address = UniqueAddress();
        var waiting = await Open(address, rule);
        var said = await Open(UniqueAddress(), ByMail("en"));
        await Eventually(() => Messages(_server.Officer("de"), said.Reference), m => m.Messages.Count == 1);

        var reach = Assert.Single((await Messages(_server.Officer("de"), waiting.Reference)).Persons);
        Assert.Equal("email", reach.Channel);
        Assert.InRange(reach.OpensAt!.Value, DateTimeOffset.UtcNow.AddHours(1), DateTimeOffset.UtcNow.AddHours(3));
        Assert.Empty(_sink.To(address));
    }

    [Fact]
    public async Task A_message_sent_and_not_recorded_when_the_process_is_killed_comes_again_under_the_same_id()
    {
        var address = UniqueAddress();
        _sink.HoldAnswers();
        var opened = await Open(address, ByMail("en"));
        await Eventually(() => _sink.To(address).ToList(), m => m.Count == 1);
        await _server.Kill();
        _sink.Release();
        await _server.Start();

        await Eventually(() => Messages(_server.Officer("de"), opened.Reference), m => m.Messages.Count == 1);
        Assert.Equal(2, _sink.To(address).Count());
        Assert.Single(_sink.To(address).Select(m => m.Mail.MessageId).Distinct());
        await _server.Restart();
        await Eventually(() => Messages(_server.Officer("de"), opened.Reference), m => m.Messages.Count == 1);
        Assert.Equal(2, _sink.To(address).Count());
    }

    [Fact]
    public async Task An_address_that_is_refused_holds_nobody_up()
    {
        var (poison, gone, fine) = (UniqueAddress(), UniqueAddress(), UniqueAddress());
        _sink.Refuse(poison, "451 4.3.0 later");
        _sink.Refuse(gone, "550 5.1.1 nobody");
        await Open(poison, ByMail("en"));
        var refused = await Open(gone, ByMail("en"));
        await Open(fine, ByMail("en"));

        await Eventually(() => _sink.To(fine).ToList(), m => m.Count == 1);
        var seen = await Eventually(() => Messages(_server.Officer("de"), refused.Reference), m => m.Messages.Count == 1);
        Assert.Equal((null, "address_refused"), (seen.Messages[0].Channel, seen.Messages[0].Why));
        _sink.Take(poison);
        await Eventually(() => _sink.To(poison).ToList(), m => m.Count == 1);
    }

    [Fact]
    public async Task Only_who_may_know_the_persons_sees_what_they_were_written()
    {
        var opened = await Open(UniqueAddress(), ByMail("en"));

        (await _server.Officer("jp").Get($"/v1/cases/{opened.Reference}/messages")).Refused(HttpStatusCode.NotFound, "case.not-found");
        Assert.True((await _server.Officer("ee").Get($"/v1/cases/{opened.Reference}/messages")).IsSuccess);
        await Eventually(
            async () => (await _server.Officer("ee").Get($"/v1/cases/{opened.Reference}/reads")).Read<Page<ReadResponse>>().Items, r => r.Any(x => x.Party == "ee"));
    }

    [Fact]
    public async Task Whom_a_file_registers_is_written_the_secret_in_her_language_and_who_sent_the_file_does_not_get_it()
    {
        var (address, crisis) = (UniqueAddress(), await _server.DeclareCrisis());
        var file = new ImportHouseholdsRequest(
            "csv", $"name,birth date,nationality,contact,language\nMary Okello,1988-05-01,fr,{address},fr\nJohn Okello,1989-05-01,fr,,\n");
        var answer = (await _server.Officer("fr").Post($"/v1/crises/{crisis}/imports", file)).Read<ImportResponse>();
        Assert.Null(answer.Households[0].Secret);
        Assert.NotNull(answer.Households[1].Secret);

        var mail = Assert.Single(await Eventually(() => _sink.To(address).ToList(), m => m.Count == 1)).Mail;
        Assert.Equal("fr", mail.Body!.Headers[MimeKit.HeaderId.ContentLanguage]);
        var secret = System.Text.RegularExpressions.Regex.Match(mail.TextBody!, "secret ([0-9A-Z-]+)").Groups[1].Value;
        var status = await _server.Anybody().Post("/v1/households/status", new HouseholdStatusRequest(answer.Households[0].Reference, secret));
        Assert.Equal("registered", Assert.Single(status.Read<HouseholdStatusResponse>().Members).Disposition);
        Assert.DoesNotContain(secret, _server.Output, StringComparison.Ordinal);
    }

    private Task<CaseResponse> Open(string address, SetSafeContactRequest? rule, string state = "ee")
    {
        var person = new PersonContract([new PersonNameContract("Mari Tamm")], new DateOnly(1990, 2, 3), Contact: address, Reach: rule);

        return _server.Officer("de").OpenCase(
            Application(LostPassport with { Nationalities = [new NationalityRequest(state)] }) with { Persons = [person] });
    }

    private static SetSafeContactRequest ByMail(string language) => new(null, ["email"], null, null, "America/Guayaquil", language);

    private static async Task<MessagesResponse> Messages(Officer officer, string reference) =>
        (await officer.Get($"/v1/cases/{reference}/messages")).Read<MessagesResponse>();

    private static Task<T> Eventually<T>(Func<T> ask, Func<T, bool> isAwaited) => PlatformServer.Eventually(() => Task.FromResult(ask()), isAwaited);

    private static Task<T> Eventually<T>(Func<Task<T>> ask, Func<T, bool> isAwaited) => PlatformServer.Eventually(ask, isAwaited);

    private static string UniqueAddress() => $"{UniqueUser()}@mail.example";

    private static void Done(Reply reply) => Assert.True(reply.IsSuccess, reply.ToString());
}
