using System.Net;
using System.Security.Cryptography;
using System.Text;
using SharedConsular.Contracts;
using static SharedConsular.Api.Tests.Examples;

namespace SharedConsular.Api.Tests;

/// <summary>A paper is sent as a file, lies sealed, is opened by who serves its person, and is gone with her.</summary>
public sealed class PaperFileTests(SharedPlatform platform)
{
    private const string Pdf = "application/pdf", Jpeg = "image/jpeg", Png = "image/png";

    /// <summary>The limit of a file: 10 MB.</summary>
    private const int BytesMax = 10 * 1024 * 1024;

    private readonly PlatformServer _server = platform.Server;

    [Fact]
    public async Task She_without_a_login_sends_a_paper_and_the_officer_who_serves_her_opens_it()
    {
        var opened = (await _server.Anybody().Post("/v1/requests", Application(), Key())).Read<CaseResponse>();
        var (guest, officer) = (new Impostor(_server, $"gst_{opened.Reference}_{opened.Secret}"), _server.Officer("de"));
        await officer.Accept(opened.Reference);
        await officer.AskForPapers(opened.Reference, "passport");

        var scan = PdfOf(9_000_000);
        var sent = (await Send(guest, opened.Reference, "passport", scan, Pdf)).Read<PaperFileResponse>();
        Assert.Equal(
            ("passport", "pdf", scan.Length, Convert.ToHexStringLower(SHA256.HashData(scan)), false, true),
            (sent.Kind, sent.Format, sent.Bytes, sent.Digest, sent.Seen, sent.Yours));
        Assert.Equal("in_progress", (await officer.See(opened.Reference)).Status);

        var listed = Assert.Single(await Files(officer, opened.Reference));
        Assert.Equal((sent.Id, false, false), (listed.Id, listed.Seen, listed.Yours));
        var read = await officer.Get(At(opened.Reference, sent.Id));
        Assert.Equal(scan, read.Bytes);
        Assert.Equal((Pdf, "nosniff", "no-store"), (read.Kind, read.Headers["X-Content-Type-Options"], read.Headers["Cache-Control"]));
        Assert.StartsWith("attachment; filename=", read.Headers["Content-Disposition"], StringComparison.Ordinal);

        Assert.True(Assert.Single(await Files(guest, opened.Reference)).Seen);
        Assert.Contains(
            (await guest.Get($"/v1/cases/{opened.Reference}/reads")).Read<Page<ReadResponse>>().Items, r => r.Party == "de" && r.Fields.Contains("paper"));
        (await guest.Delete(At(opened.Reference, sent.Id))).Refused(HttpStatusCode.Conflict, "paper-file.already-seen");
    }

    [Theory, InlineData(Pdf, "%PDF-1.7 "), InlineData(Jpeg, "\u00FF\u00D8\u00FF\u00E0"), InlineData(Png, "\u0089PNG\r\n\u001A\n")]
    public async Task Each_of_the_kinds_is_taken_and_none_that_begins_as_another(string type, string begins)
    {
        var (mari, reference) = await Opened();
        byte[] file = [.. Encoding.Latin1.GetBytes(begins), 1, 2, 3];

        Assert.Equal(HttpStatusCode.Created, (await Send(mari, reference, "photo", file, type)).Status);
        (await Send(mari, reference, "photo", file, type == Pdf ? Jpeg : Pdf)).Refused(HttpStatusCode.UnprocessableEntity, "paper-file.unreadable");
        (await Send(mari, reference, "photo", file, "text/html")).Refused(HttpStatusCode.UnprocessableEntity, "paper-file.unreadable");
        (await Send(mari, reference, "photo", "<script>"u8.ToArray(), type)).Refused(HttpStatusCode.UnprocessableEntity, "paper-file.unreadable");
        (await Send(mari, reference, "photo", [], type)).Refused(HttpStatusCode.UnprocessableEntity, "paper-file.unreadable");
        Assert.Single(await Files(mari, reference));
    }

    [Fact]
    public async Task What_is_too_large_or_of_no_kind_is_refused_and_nothing_is_kept()
    {
        var (mari, reference) = await Opened();

        Assert.Equal(HttpStatusCode.Created, (await Send(mari, reference, "photo", PdfOf(BytesMax), Pdf)).Status);
        (await Send(mari, reference, "photo", PdfOf(BytesMax + 1), Pdf)).Refused(HttpStatusCode.RequestEntityTooLarge, "paper-file.too-large");
        (await Send(mari, reference, " ", PdfOf(9), Pdf)).Refused(HttpStatusCode.UnprocessableEntity, "request.faulty");
        Assert.Single(await Files(mari, reference));
    }

    [Fact]
    public async Task Sent_again_it_is_one_file_and_another_body_with_the_same_key_is_refused()
    {
        var (mari, reference) = await Opened();
        var (scan, key) = (PdfOf(900), Key());

        var first = (await Send(mari, reference, "photo", scan, Pdf, key)).Read<PaperFileResponse>();
        Assert.Equal(first, (await Send(mari, reference, "photo", scan, Pdf, key)).Read<PaperFileResponse>());
        Assert.Equal(first, (await Send(mari, reference, "photo", scan, Pdf)).Read<PaperFileResponse>());
        (await Send(mari, reference, "photo", PdfOf(901), Pdf, key)).Refused(HttpStatusCode.UnprocessableEntity, "idempotency.key-reused");
        Assert.Single(await Files(mari, reference));
        Assert.Equal([first.Id], Stored(_server, reference).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Nobody_without_a_part_in_the_case_learns_that_there_is_a_file()
    {
        var (mari, reference) = await Opened();
        var sent = (await Send(mari, reference, "photo", PdfOf(99), Pdf)).Read<PaperFileResponse>();
        var own = (await mari.OpenCase(Application())).Reference;

        foreach (var stranger in new Member[] { _server.Officer("jp"), _server.Supervisor("fr"), _server.Person("ee", UniqueUser()) })
        {
            (await stranger.Get(At(reference, sent.Id))).Refused(HttpStatusCode.NotFound, "case.not-found");
            (await stranger.Get(At(reference))).Refused(HttpStatusCode.NotFound, "case.not-found");
            (await stranger.Delete(At(reference, sent.Id))).Refused(HttpStatusCode.NotFound, "case.not-found");
            (await Send(stranger, reference, "photo", PdfOf(99), Pdf)).Refused(HttpStatusCode.NotFound, "case.not-found");
        }

        (await mari.Get(At(own, sent.Id))).Refused(HttpStatusCode.NotFound, "paper-file.not-found");
        (await _server.Administrator("de").Get(At(reference, sent.Id))).Refused(HttpStatusCode.Forbidden, "case.not-for-this-role");
    }

    [Fact]
    public async Task A_file_goes_with_the_case_and_who_gave_it_away_opens_it_no_more()
    {
        var (mari, reference) = await Opened();
        var sent = (await Send(mari, reference, "photo", PdfOf(99), Pdf)).Read<PaperFileResponse>();
        var (germany, spain) = (_server.Officer("de"), _server.Officer("es"));
        await germany.Accept(reference);
        Assert.True((await germany.OfferHandover(reference, "es", "Nearer")).IsSuccess);
        (await spain.Get(At(reference, sent.Id))).Refused(HttpStatusCode.Forbidden);
        Assert.True((await spain.AcceptHandover(reference)).IsSuccess);

        (await germany.Get(At(reference, sent.Id))).Refused(HttpStatusCode.Forbidden);
        Assert.Equal(PdfOf(99), (await spain.Get(At(reference, sent.Id))).Bytes);
    }

    [Fact]
    public async Task The_state_she_fears_never_sees_that_there_is_a_file()
    {
        var (mari, reference) = await Opened();
        var sent = (await Send(mari, reference, "photo", PdfOf(99), Pdf)).Read<PaperFileResponse>();
        Assert.True((await _server.Officer("ee").Get(At(reference, sent.Id))).IsSuccess);
        Assert.True((await mari.DiscloseFear(reference)).IsSuccess);

        (await _server.Officer("ee").Get(At(reference, sent.Id))).Refused(HttpStatusCode.NotFound, "case.not-found");
        Assert.Equal(PdfOf(99), (await (await _server.ProtectionOfficer("de")).Get(At(reference, sent.Id))).Bytes);
    }

    [Fact]
    public async Task Taken_back_before_anybody_looked_it_is_gone_from_the_case_and_from_where_it_lay()
    {
        var (mari, reference) = await Opened();
        var sent = (await Send(mari, reference, "photo", PdfOf(99), Pdf)).Read<PaperFileResponse>();
        Assert.Equal(PdfOf(99), (await mari.Get(At(reference, sent.Id))).Bytes);
        (await _server.Officer("de").Delete(At(reference, sent.Id))).Refused(HttpStatusCode.Forbidden, "paper-file.not-yours");

        Assert.Equal(HttpStatusCode.NoContent, (await mari.Delete(At(reference, sent.Id))).Status);

        (await mari.Get(At(reference, sent.Id))).Refused(HttpStatusCode.NotFound, "paper-file.not-found");
        Assert.Empty((await mari.See(reference)).Papers);
        await PlatformServer.Eventually(() => Task.FromResult(Stored(_server, reference).Length), count => count == 0);
    }

    [Fact]
    public async Task What_lies_there_is_noise_it_survives_a_power_cut_and_with_its_person_it_is_erased()
    {
        await using var server = await PlatformServer.Start();
        var mari = server.Person("ee", "mari");
        var reference = (await mari.OpenCase(Application())).Reference;
        byte[] scan = [.. "%PDF-1.7 The passport of Mari"u8];
        var sent = (await Send(mari, reference, "passport", scan, Pdf)).Read<PaperFileResponse>();
        await server.Restart();

        Assert.Equal(scan, (await mari.Get(At(reference, sent.Id))).Bytes);
        Assert.True((await File.ReadAllBytesAsync(Assert.Single(Stored(server, reference)), PlatformServer.Stop)).AsSpan().IndexOf("Mari"u8) < 0);
        var copy = Path.Combine(server.Folder.FullName, "copy");
        File.Copy(Stored(server, reference)[0], copy);

        await mari.Withdraw(reference, "Found it");
        Assert.True((await mari.Act(reference, "erasure")).IsSuccess);
        await PlatformServer.Eventually(() => Task.FromResult(Stored(server, reference).Length), count => count == 0);
        Assert.Empty(await Files(mari, reference));

        // Somebody who kept a copy of what lay there puts it back: nothing opens it any more.
        File.Copy(copy, Path.Combine(Folder(server, reference), sent.Id));
        (await mari.Get(At(reference, sent.Id))).Refused(HttpStatusCode.Conflict, "case.person-erased");
    }

    [Fact]
    public async Task A_rest_of_an_upload_that_a_power_cut_ended_is_deleted_and_nothing_that_a_case_names()
    {
        await using var server = await PlatformServer.Start();
        var mari = server.Person("ee", "mari");
        var reference = (await mari.OpenCase(Application())).Reference;
        var sent = (await Send(mari, reference, "photo", PdfOf(99), Pdf)).Read<PaperFileResponse>();
        await server.Kill();
        var folder = Folder(server, reference);
        string[] rests = [Guid.NewGuid().ToString("N"), $"{Guid.NewGuid():N}.00ff.unfinished"];
        string[] others = [Guid.NewGuid().ToString("N"), "letter.txt"];
        foreach (var name in rests.Concat(others))
        {
            await File.WriteAllTextAsync(Path.Combine(folder, name), "half of it", PlatformServer.Stop);
        }

        // One was begun just now, and one is of no case here.
        foreach (var name in rests.Append(others[1]).Append(sent.Id))
        {
            File.SetLastWriteTimeUtc(Path.Combine(folder, name), DateTime.UtcNow.AddHours(-2));
        }

        await server.Start();

        await PlatformServer.Eventually(() => Task.FromResult(Stored(server, reference).Length), count => count == 3);
        Assert.Equal(others.Append(sent.Id).Order(), Stored(server, reference).Select(p => Path.GetFileName(p)).Order());
        Assert.Equal(PdfOf(99), (await mari.Get(At(reference, sent.Id))).Bytes);
    }

    [Fact]
    public async Task A_power_cut_in_the_middle_leaves_a_file_whole_or_not_there()
    {
        await using var server = await PlatformServer.Start();
        var mari = server.Person("ee", "mari");
        var reference = (await mari.OpenCase(Application())).Reference;
        var answered = new List<(string Id, byte[] Scan)>();
        await Task.WhenAll(Enumerable.Range(1, 12).Select(async i =>
        {
            var scan = PdfOf(2_000_000 + i);
            try
            {
                var sent = (await Send(mari, reference, $"page {i}", scan, Pdf)).Read<PaperFileResponse>();
                lock (answered)
                {
                    answered.Add((sent.Id, scan));
                }

                if (answered.Count == 3)
                {
                    await server.Kill();
                }
            }
            catch (Exception ex) when (ex is HttpRequestException or IOException or TaskCanceledException)
            {
                // It has no answer, and may or may not be there.
            }
        }));
        await server.Start();

        var files = await Files(mari, reference);
        Assert.Superset(answered.Select(a => a.Id).ToHashSet(), files.Select(f => f.Id).ToHashSet());
        foreach (var file in files)
        {
            Assert.Equal(file.Digest, Convert.ToHexStringLower(SHA256.HashData((await mari.Get(At(reference, file.Id))).Bytes)));
        }
    }

    [Fact]
    public async Task A_folder_that_can_not_be_written_is_said_and_nothing_is_in_the_case()
    {
        await using var server = PlatformServer.Stopped();
        Directory.CreateDirectory(server.DataFolder);
        await File.WriteAllTextAsync(Path.Combine(server.DataFolder, "papers"), "A file stands in the way", PlatformServer.Stop);
        await server.Start();
        var mari = server.Person("ee", "mari");
        var reference = (await mari.OpenCase(Application())).Reference;

        (await Send(mari, reference, "photo", PdfOf(99), Pdf)).Refused(HttpStatusCode.ServiceUnavailable, "store.unwritable");
        Assert.Empty(await Files(mari, reference));
    }

    private async Task<(Person Mari, string Reference)> Opened()
    {
        var mari = _server.Person("ee", UniqueUser());

        return (mari, (await mari.OpenCase(Application())).Reference);
    }

    private static Task<Reply> Send(Anybody who, string reference, string kind, byte[] file, string type, string? key = null)
    {
        var content = new ByteArrayContent(file);
        content.Headers.TryAddWithoutValidation("Content-Type", type);

        return who.Send(HttpMethod.Post, $"{At(reference)}?kind={Uri.EscapeDataString(kind)}", content, ("Idempotency-Key", key ?? Key()));
    }

    private static async Task<IReadOnlyList<PaperFileResponse>> Files(Anybody who, string reference) =>
        (await who.Get(At(reference))).Read<Page<PaperFileResponse>>().Items;

    private static string At(string reference, string? id = null) => $"/v1/cases/{reference}/paper-files{(id is null ? "" : $"/{id}")}";

    private static string Folder(PlatformServer server, string reference) => Path.Combine(server.DataFolder, "papers", "ee", "case", reference);

    private static string[] Stored(PlatformServer server, string reference) =>
        Directory.Exists(Folder(server, reference)) ? Directory.GetFiles(Folder(server, reference)) : [];

    private static string Key() => Guid.NewGuid().ToString("N");

    private static byte[] PdfOf(int bytes)
    {
        var file = new byte[bytes];
        "%PDF-1.7 "u8.CopyTo(file);

        return file;
    }
}
