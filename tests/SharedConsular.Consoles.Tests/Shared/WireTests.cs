using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace SharedConsular.Consoles.Tests.Shared;

/// <summary>What a page costs on the wire, and what it lets a browser do.</summary>
public sealed partial class WireTests(Site site, ITestOutputHelper output)
{
    private const int FirstPageBytesMax = 50 * 1024;
    private const int RequestsMax = 2;

    public static readonly string[] PublicPages =
    [
        "/", "/en", "/ar", "/ru", "/en/of/fr", "/en/of/fr/who-may-help", "/en/who-may-help", "/ar/who-may-help",
        "/en/who-may-help?nationality=ee&in=vu&service=emergency_travel_document",
    ];

    /// <summary>Pages with a form that changes something: they set what proves that a form is their own.</summary>
    public static readonly string[] FormPages =
    [
        "/en/request?nationality=ee&in=vu&service=emergency_travel_document", "/en/private", "/en/follow", "/en/household", "/en/emergencies",
        "/en/desk/sign-in", "/en/desk/enrolment",
    ];

    /// <summary>Whoever is not signed in is sent away from these.</summary>
    public static readonly string[] InnerPages =
    [
        "/en/follow/case", "/en/follow/reads", "/en/follow/kept", "/en/household/now", "/en/household/tokens", "/en/desk", "/en/desk/passkeys", "/en/desk/reviews", "/en/desk/reviews/SC-0000-0000-0/1", "/en/desk/cases/SC-0000-0000-0", "/en/desk/walk-in",
        "/en/crises", "/en/crises/x/wall", "/en/crises/x/wall/stream", "/en/crises/x/people", "/en/crises/x/movements",
        "/en/crises/x/movements/new", "/en/crises/x/movements/gb/y", "/en/crises/x/movements/gb/y/cancel", "/en/crises/x/movements/gb/y/act/manifest",
        "/en/crises/x/movements/gb/y/manifest.csv", "/en/crises/x/plans/y",
        "/en/declare", "/en/crises/x", "/en/crises/x/change/phase",
        "/en/gate", "/en/gate/gb/y", "/en/gate/gb/y/list", "/en/crises/x/matches", "/en/crises/x/matches/y/z",
        "/en/office", "/en/office/fr", "/en/office/fr/folder", "/en/office/fr/folder/draft", "/en/office/fr/folder/versions/1", "/en/office/fr/staff",
        "/en/office/fr/staff/member", "/en/office/fr/staff/certificate", "/en/office/fr/record", "/en/office/fr/record/file", "/en/office/fr/record/reads",
        "/en/office/fr/agreements", "/en/office/fr/agreements/x", "/en/office/fr/coverage", "/en/office/fr/coverage/what-if", "/en/operations",
        "/en/operations/flags/x", "/en/operations/capacity",
    ];

    /// <summary>Everything that a form is sent to.</summary>
    public static readonly string[] FormAddresses =
    [
        "/request", "/private", "/follow", "/follow/case", "/follow/papers", "/follow/end", "/emergencies/x", "/household", "/household/acceptance",
        "/desk/sign-in", "/desk/end",
        "/desk/sign-in/passkey", "/desk/enrolment", "/desk/enrolment/passkey", "/desk/passkeys", "/desk/passkeys/new", "/desk/passkeys/removal",
        "/desk/search", "/desk/reviews/SC-0000-0000-0/1", "/desk/cases/SC-0000-0000-0/act/decide-case", "/desk/cases/SC-0000-0000-0/papers", "/desk/walk-in",
        "/crises/x/plans", "/crises/x/plans/y", "/crises/x/movements/new", "/crises/x/movements/gb/y/cancel", "/crises/x/movements/gb/y/act/manifest",
        "/declare", "/crises/x/instructions/1", "/crises/x/change/phase",
        "/gate/gb/y/scans", "/crises/x/matches/y/z",
        "/office/fr/folder/draft", "/office/fr/folder/versions/1",
        "/office/fr/staff/member", "/office/fr/staff/certificate", "/office/fr/staff/removal", "/office/fr/coverage/what-if",
        "/operations/drain", "/operations/dead-letters/1", "/operations/flags/x",
    ];

    [Fact]
    public async Task A_first_page_is_small_and_takes_two_requests()
    {
        output.WriteLine("| page | page, bytes | stylesheet, bytes | requests |\n|---|---|---|---|");
        foreach (var path in PublicPages)
        {
            var page = await Read(path);
            var files = Loaded().Matches(page.Text).Select(m => m.Groups[1].Value).Distinct().ToList();
            var size = page.Bytes;
            foreach (var file in files)
            {
                size += (await Read(file)).Bytes;
            }

            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {path} | {page.Bytes} | {size - page.Bytes} | {1 + files.Count} |"));
            Assert.True(1 + files.Count <= RequestsMax, $"{path} takes {1 + files.Count} requests.");
            Assert.True(size <= FirstPageBytesMax, $"{path} has {size} bytes.");
        }
    }

    [Fact]
    public async Task No_page_lets_a_browser_run_what_stands_in_it()
    {
        foreach (var path in (string[])[.. PublicPages, .. FormPages, .. InnerPages, "/en/nothing"])
        {
            using var response = await site.Http.GetAsync(path, TestContext.Current.CancellationToken);
            var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
            var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

            Assert.StartsWith("default-src 'none'; ", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.DoesNotMatch(@"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=|javascript:", text);
            Assert.Equal("no-referrer", Assert.Single(response.Headers.GetValues("Referrer-Policy")));
            Assert.Equal(PublicPages.Contains(path) && !path.Contains('?', StringComparison.Ordinal), response.Headers.CacheControl is { NoStore: false });
            Assert.Equal(InnerPages.Contains(path), response.StatusCode is HttpStatusCode.Redirect);
            Assert.True(FormPages.Contains(path) || !response.Headers.Contains("Set-Cookie"), $"{path} sets a cookie.");
        }
    }

    [Fact]
    public async Task A_public_page_has_no_script_but_the_one_that_leaves_it()
    {
        foreach (var path in (string[])[.. PublicPages, .. FormPages])
        {
            var scripts = Script().Matches((await Read(path)).Text).Select(m => m.Groups[1].Value).ToList();

            Assert.Equal(path switch { "/en/private" or "/en/follow" or "/en/household" => ["exit"], "/en/desk/sign-in" => ["passkey"], _ => [] }, scripts);
        }
    }

    [Fact]
    public async Task A_form_that_another_page_sends_changes_nothing_anywhere()
    {
        foreach (var path in FormAddresses)
        {
            using var answer = await site.Http.PostAsync(
                "/en" + path, new FormUrlEncodedContent([new("step", "send"), new("p0-given", "Mari")]), TestContext.Current.CancellationToken);

            Assert.True(answer.StatusCode is HttpStatusCode.BadRequest, $"{path} answered {answer.StatusCode}.");
            Assert.Contains("Nothing was stored", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_address_that_a_form_is_sent_to_is_named_here()
    {
        var source = TextsTests.ReadSource();

        Assert.Equal(Mapped().Count(source), FormAddresses.Length);
    }

    private async Task<(int Bytes, string Text)> Read(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Accept-Encoding", "br");
        using var response = await site.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, $"{path} answered {response.StatusCode}.");
        var bytes = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);

        return (bytes.Length, System.Text.Encoding.UTF8.GetString(bytes));
    }

    [GeneratedRegex(@"<script src=""/assets/(\w+)\.")]
    private static partial Regex Script();

    [GeneratedRegex(@"\.MapPost\(")]
    private static partial Regex Mapped();

    [GeneratedRegex(@"(?:src|<link rel=""stylesheet"" href)=""(/[^""]+)""")]
    private static partial Regex Loaded();
}
