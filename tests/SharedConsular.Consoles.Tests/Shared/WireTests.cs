using System.Globalization;
using System.Text.RegularExpressions;

namespace SharedConsular.Consoles.Tests.Shared;

/// <summary>What a page costs on the wire, and what it lets a browser do.</summary>
public sealed partial class WireTests(Site site, ITestOutputHelper output)
{
    private const int FirstPageBytesMax = 50 * 1024;
    private const int RequestsMax = 2;

    public static readonly string[] PublicPages =
    [
        "/", "/en", "/ar", "/ru", "/en/who-may-help", "/ar/who-may-help",
        "/en/who-may-help?nationality=ee&in=vu&service=emergency_travel_document",
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
        foreach (var path in PublicPages)
        {
            using var response = await site.Http.GetAsync(path, TestContext.Current.CancellationToken);
            var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
            var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

            Assert.StartsWith("default-src 'none'; ", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.DoesNotMatch(@"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=|javascript:", text);
            Assert.False(response.Headers.Contains("Set-Cookie"), $"{path} sets a cookie.");
        }
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

    [GeneratedRegex(@"(?:src|<link rel=""stylesheet"" href)=""(/[^""]+)""")]
    private static partial Regex Loaded();
}
