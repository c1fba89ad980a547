using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SharedConsular.Contracts;
using static SharedConsular.Api.Tests.Examples;

namespace SharedConsular.Api.Tests;

/// <summary>A person is forgotten: wholly, provably, and only when nothing stands against it.</summary>
public sealed class ErasureTests(SharedPlatform platform)
{
    private readonly PlatformServer _server = platform.Server;

    [Fact]
    public async Task A_person_has_herself_forgotten_and_is_given_a_certificate()
    {
        var login = UniqueUser();
        var name = UniqueName("Kuusk");
        var mari = _server.Person("ee", login);
        var @case = await Over(mari, name);
        var reply = await mari.Act(@case, "erasure");
        var certificate = Assert.Single(reply.Read<ErasureResponse>().Certificates);

        AssertSigned(certificate);
        Assert.DoesNotContain(login, certificate.Statement, StringComparison.Ordinal);
        var statement = JsonDocument.Parse(certificate.Statement).RootElement;
        Assert.Equal(
            ("erasure/1", "ee", @case, "national", "person_asked"),
            (statement.GetProperty("certifies").GetString(), statement.GetProperty("state").GetString(), statement.GetProperty("case").GetString(),
                statement.GetProperty("byRole").GetString(), statement.GetProperty("ground").GetString()));
        Assert.Equal(reply.Text, (await mari.Act(@case, "erasure")).Text);
        Assert.Equal(reply.Text, (await _server.Supervisor("ee").Get($"/v1/cases/{@case}/erasure")).Text);

        var seen = await _server.Officer("ee").See(@case);
        Assert.Equal(("[erased]", null, "[erased]", "[erased]"), (seen.Persons![0].Names![0].Text, seen.Persons[0].BirthDate, seen.Place, seen.Outcome));
        Assert.Equal("withdrawn", seen.Status);
        Assert.Empty(await _server.Officer("ee").Search(name));
        Assert.Null(Assert.Single(await _server.Officer("de").Search(@case)).Name);
        Assert.Equal(seen.Version, (await mari.History(@case)).Read<Page<HistoryLineResponse>>().Items[^1].Version);
        (await mari.Reopen(@case, "I changed my mind")).Refused(HttpStatusCode.Conflict, "case.person-erased");
    }

    [Fact]
    public async Task Nobody_is_forgotten_while_the_case_runs_while_a_hold_stands_or_by_another_state()
    {
        var mari = _server.Person("ee", UniqueUser());
        var opened = (await mari.OpenCase(Application())).Reference;
        var (head, partner) = (_server.Supervisor("ee"), _server.Supervisor("de"));
        (await head.Act(opened, "erasure", new ErasureRequest(Reason: "not_needed"))).Refused(HttpStatusCode.Conflict, "erasure.case-not-over");
        await mari.Withdraw(opened, "Found it");

        (await partner.Act(opened, "erasure", new ErasureRequest(Reason: "not_needed"))).Refused(HttpStatusCode.Forbidden, "case.home-state-decides");
        (await _server.Officer("ee").Act(opened, "erasure", new ErasureRequest(Reason: "not_needed"))).Refused(HttpStatusCode.Forbidden);
        (await head.Act(opened, "erasure")).Refused(HttpStatusCode.UnprocessableEntity);
        (await head.Act(opened, "erasure", new ErasureRequest([2], "not_needed"))).Refused(HttpStatusCode.UnprocessableEntity);

        (await partner.Act(opened, "legal-hold", new SetLegalHoldRequest("Ours"))).Refused(HttpStatusCode.Forbidden, "case.home-state-decides");
        var held = (await head.Act(opened, "legal-hold", new SetLegalHoldRequest("A court asked"))).Case;
        Assert.Equal("A court asked", held.LegalHold!.Reason);
        (await mari.Act(opened, "erasure")).Refused(HttpStatusCode.Conflict, "erasure.on-hold");
        (await head.Delete($"/v1/cases/{opened}/legal-hold")).Refused(HttpStatusCode.UnprocessableEntity);
        Assert.Null((await head.Delete($"/v1/cases/{opened}/legal-hold?reason=Done")).Case.LegalHold);

        AssertSigned(Assert.Single((await _server.Administrator("ee").Act(opened, "erasure", new ErasureRequest(Reason: "legal_duty")))
            .Read<ErasureResponse>().Certificates));
    }

    [Fact]
    public async Task A_case_that_ends_says_until_when_who_keeps_it()
    {
        var mari = _server.Person("ee", UniqueUser());
        var opened = await mari.OpenCase(Application());
        var over = (await mari.Withdraw(opened.Reference, "Found it")).Case;

        Assert.Equal(
            [("de", "eu-travel-document-assisting-state", 180), ("ee", "eu-travel-document-state-of-nationality", 730)],
            over.Retention!.Select(r => (r.Party, r.Rule, (int)Math.Round((r.Until - over.OpenedAt).TotalDays))));
        Assert.Null((await mari.Reopen(opened.Reference, "Lost it again")).Case.Retention);
    }

    [Fact]
    public async Task The_files_hold_nothing_readable_about_a_person_but_the_words_that_search_needs()
    {
        await using var server = await PlatformServer.Start();
        var (mari, germany) = (server.Person("ee", "login-of-mari"), server.Officer("de"));
        var opened = await mari.OpenCase(new OpenCaseRequest(
            LostPassport,
            [
                new PersonContract([new PersonNameContract("Maarja Pärnakivi")], new DateOnly(1971, 3, 14), null, "tel-4711", "not-after-six"),
                new PersonContract([new PersonNameContract("Juhan Pärnakivi")], new DateOnly(2019, 8, 7), Authority: "parent", AuthorityNote: "court-file-9"),
            ],
            "de",
            Place: "hotel-room-12"));
        var reference = opened.Reference;
        await germany.Accept(reference);
        await germany.Act(reference, "paper-requests", new AskForPapersRequest(["photo"], "note-on-photo"));
        await mari.ProvidePapers(reference, "photo");
        await germany.Consult(reference, "question-about-her");
        await server.Officer("ee").Act(reference, "consultation-answer", new AnswerConsultationRequest("confirmed", "answer-about-her"));
        await germany.Issue(reference, "DOCNUMBER-77");
        await germany.Deliver(reference, "delivered-to-her-hand");
        await mari.Complain(reference, "complaint-of-hers");
        (await germany.Close(reference, "outcome-for-her")).Read<CaseResponse>();
        string[] personal =
        [
            "Maarja P", "Juhan P", "1971-03-14", "2019-08-07", "tel-4711", "not-after-six", "court-file-9", "hotel-room-12", "note-on-photo",
            "question-about-her", "answer-about-her", "DOCNUMBER-77", "delivered-to-her-hand", "complaint-of-hers", "outcome-for-her",
        ];

        Assert.Equal([], FoundIn(server, personal));
        Assert.Equal(["name:maarja"], FoundIn(server, "name:maarja"));
        Assert.Equal("Maarja Pärnakivi", (await server.Officer("ee").Lines("/v1/cases"))[0].Name);

        (await server.Supervisor("ee").Act(reference, "erasure", new ErasureRequest(Reason: "not_needed"))).Read<ErasureResponse>();
        Assert.Equal([], FoundIn(server, [.. personal, "name:maarja", "name:juhan", "name:parnakivi", "maarja", "parnakivi"]));
        Assert.Empty(await server.Officer("ee").Search("maarja"));
        await server.Restart();
        var seen = await server.Officer("ee").See(reference);
        Assert.All(seen.Persons!, p => Assert.Equal("[erased]", p.Names![0].Text));
        Assert.DoesNotContain("Maarja", server.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_power_cut_leaves_a_person_whole_or_forgotten_and_nothing_between()
    {
        await using var server = await PlatformServer.Start();
        var names = new Dictionary<string, string>();
        var head = server.Supervisor("ee");
        await head.Lines("/v1/cases");
        for (var i = 0; i < 40; i++)
        {
            var name = UniqueName("Kill");
            names[await Over(server.Person("ee", $"mari{i}"), name)] = name;
        }

        var erased = 0;
        await Task.WhenAll(names.Keys.Select(async reference =>
        {
            try
            {
                await head.Act(reference, "erasure", new ErasureRequest(Reason: "not_needed"));
                if (Interlocked.Increment(ref erased) == 10)
                {
                    await server.Kill();
                }
            }
            catch (Exception ex) when (ex is HttpRequestException or IOException or TaskCanceledException && Volatile.Read(ref erased) >= 10)
            {
                // It has no answer, and may or may not have happened.
            }
        }));
        await server.Start();

        var forgotten = 0;
        foreach (var (reference, name) in names)
        {
            var seen = await head.See(reference);
            var certificates = (await head.Get($"/v1/cases/{reference}/erasure")).Read<ErasureResponse>().Certificates;
            var found = await head.Search(name);
            forgotten += certificates.Count;
            Assert.Equal(
                certificates.Count == 0 ? (name, "Hotel Quito, room 12", 1) : ("[erased]", "[erased]", 0),
                (seen.Persons![0].Names![0].Text, seen.Place, found.Count));
            Assert.All(certificates, AssertSigned);
        }

        Assert.True(forgotten >= 10, $"{forgotten} were forgotten, 10 were acknowledged.");
    }

    [Fact]
    public async Task A_state_gives_itself_a_new_key_and_every_person_stays_readable()
    {
        await using var server = await PlatformServer.Start();
        var mari = server.Person("ee", "mari");
        var @case = await mari.OpenCase(Application());
        (await server.Supervisor("ee").Post("/v1/keys/rotation", new RotateKeysRequest("ee"))).Refused(HttpStatusCode.Forbidden);
        (await server.Administrator("de").Post("/v1/keys/rotation", new RotateKeysRequest("ee"))).Refused(HttpStatusCode.NotFound);
        var rotation = (await server.Administrator("ee").Post("/v1/keys/rotation", new RotateKeysRequest("ee"))).Read<KeyRotationResponse>();

        Assert.Equal(new KeyRotationResponse("ee", 2, 1, Resumed: false), rotation);
        await server.Restart();
        Assert.Equal("Mari Tamm", (await mari.See(@case.Reference)).Persons![0].Names![0].Text);
    }

    private static async Task<string> Over(Person person, string name)
    {
        var opened = await person.OpenCase(Application(name: name));
        await person.Withdraw(opened.Reference, "Found it");

        return opened.Reference;
    }

    private static void AssertSigned(ErasureCertificateResponse certificate)
    {
        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(certificate.PublicKey), out _);
        Assert.True(key.VerifyData(
            Encoding.UTF8.GetBytes(certificate.Statement), Convert.FromBase64String(certificate.Signature), HashAlgorithmName.SHA256));
    }

    private static IEnumerable<string> FoundIn(PlatformServer server, params string[] words)
    {
        string[] database = [server.DatabasePath, $"{server.DatabasePath}-wal", $"{server.DatabasePath}-shm"];
        var files = database.Where(File.Exists).Select(Read).ToList();

        return words.Where(w => files.Any(f => f.AsSpan().IndexOf(Encoding.UTF8.GetBytes(w)) >= 0));
    }

    private static byte[] Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var bytes = new MemoryStream();
        file.CopyTo(bytes);

        return bytes.ToArray();
    }
}
