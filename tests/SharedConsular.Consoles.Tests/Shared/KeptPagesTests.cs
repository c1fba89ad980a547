using System.Net;

namespace SharedConsular.Consoles.Tests.Shared;

/// <summary>A page that is the same for everybody is made once for a crowd; nobody gets what was made for another.</summary>
public sealed class KeptPagesTests(Site site)
{
    [Fact]
    public async Task A_page_that_is_the_same_for_everybody_is_made_once()
    {
        // A kept page says how old it is (RFC 9111, 5.1).
        var path = $"/en/who-may-help?nobody={Guid.NewGuid():N}";
        using var first = await Get(path);
        using var second = await Get(path);

        Assert.Null(first.Headers.Age);
        Assert.NotNull(second.Headers.Age);
        Assert.Equal(await first.Content.ReadAsStringAsync(Stop), await second.Content.ReadAsStringAsync(Stop));
        Assert.Equal(first.Headers.GetValues("Content-Security-Policy"), second.Headers.GetValues("Content-Security-Policy"));
        Assert.Equal(first.Content.Headers.ContentLanguage, second.Content.Headers.ContentLanguage);
    }

    [Theory]
    [InlineData("/en/private")]
    [InlineData("/en/request?nationality=ee&in=vu&service=emergency_travel_document")]
    [InlineData("/en/who-may-help?nationality=ee&in=vu&service=emergency_travel_document")]
    [InlineData("/en/nothing")]
    [InlineData("/en/desk")]
    public async Task What_is_somebodys_own_or_names_a_need_is_made_anew(string path)
    {
        for (var look = 0; look < 2; look++)
        {
            using var answer = await Get(path);

            Assert.Null(answer.Headers.Age);
            Assert.True(answer.Headers.CacheControl is { NoStore: true });
        }
    }

    [Fact]
    public async Task The_first_page_follows_each_browsers_language()
    {
        foreach (var language in new[] { "fr", "ar", "fr" })
        {
            using var answer = await Get("/", language);

            Assert.Equal(language, Assert.Single(answer.Content.Headers.ContentLanguage));
        }
    }

    [Fact]
    public async Task A_form_that_is_sent_to_the_address_of_a_kept_page_is_not_answered_by_it()
    {
        (await Get("/en")).Dispose();
        using var answer = await site.Http.PostAsync("/en", new StringContent(""), Stop);

        Assert.NotEqual(HttpStatusCode.OK, answer.StatusCode);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private async Task<HttpResponseMessage> Get(string path, string? language = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (language is not null)
        {
            request.Headers.AcceptLanguage.ParseAdd(language);
        }

        return await site.Http.SendAsync(request, Stop);
    }
}
