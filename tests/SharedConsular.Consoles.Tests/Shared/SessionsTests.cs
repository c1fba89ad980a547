using System.Net;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using SharedConsular.Consoles.Shared;

namespace SharedConsular.Consoles.Tests.Shared;

/// <summary>How long a browser stays in, and what it is given to keep.</summary>
public sealed class SessionsTests
{
    private readonly Clock _clock = new();
    private readonly Sessions _sessions;

    public SessionsTests() => _sessions = new Sessions(new EphemeralDataProtectionProvider(), _clock);

    [Fact]
    public void It_is_good_for_half_an_hour_without_use()
    {
        var kept = Open();

        Assert.Equal("a token", Use(kept, TimeSpan.FromMinutes(30)).Credential);
        Assert.Null(Use(kept, TimeSpan.FromSeconds(1)).Credential);
    }

    [Fact]
    public void Use_keeps_it_good_until_a_working_day_is_over()
    {
        var kept = Open();
        for (var minutes = 0; minutes < 600; minutes += 25)
        {
            var (credential, written) = Use(kept, TimeSpan.FromMinutes(25));
            Assert.Equal("a token", credential);
            kept = Assert.IsType<string>(written);
        }

        Assert.Null(Use(kept, TimeSpan.FromSeconds(1)).Credential);
    }

    [Fact]
    public void An_answer_just_after_another_writes_nothing_that_could_bring_an_ended_session_back()
    {
        var kept = Open();

        Assert.Equal(("a token", null), Use(kept, TimeSpan.FromMinutes(4)));
    }

    [Fact]
    public void A_session_of_one_kind_opens_no_other_and_one_of_another_installation_none()
    {
        var kept = Open();

        Assert.Null(_sessions.Find(Asked(Sessions.Follow, kept), Sessions.Follow));
        Assert.Null(new Sessions(new EphemeralDataProtectionProvider(), _clock).Find(Asked(Sessions.Desk, kept), Sessions.Desk));
    }

    private string Open()
    {
        var http = new DefaultHttpContext();
        _sessions.Open(http, Sessions.Desk, "a token");

        return Assert.IsType<string>(Written(http));
    }

    private (string? Credential, string? Written) Use(string kept, TimeSpan after)
    {
        _clock.Now += after;
        var http = Asked(Sessions.Desk, kept);

        return (_sessions.Find(http, Sessions.Desk), Written(http));
    }

    private static DefaultHttpContext Asked(string kind, string kept)
    {
        var http = new DefaultHttpContext();
        http.Request.Headers.Cookie = new Cookie(kind, kept).ToString();

        return http;
    }

    private static string? Written(HttpContext http) =>
        SetCookieHeaderValue.ParseList([.. http.Response.Headers.SetCookie.OfType<string>()]) is [var only] ? only.Value.Value : null;

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 11, 30, 8, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
