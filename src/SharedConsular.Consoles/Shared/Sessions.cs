using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace SharedConsular.Consoles.Shared;

/// <summary>
/// What a browser keeps of having come in: a credential, sealed, out of reach of scripts and of other sites, and gone with the
/// browser. No page ever holds it.
/// </summary>
internal sealed class Sessions(IDataProtectionProvider protection, TimeProvider time)
{
    /// <summary>Of a person who follows her case by reference and secret. Others may use the same telephone.</summary>
    public const string Follow = "consular-follow";

    /// <summary>Of a person who has begun a request and not sent it.</summary>
    public const string Kept = "consular-kept";

    /// <summary>Of a household in a crisis.</summary>
    public const string Household = "consular-household";

    /// <summary>Of somebody who works at a desk.</summary>
    public const string Desk = "consular-desk";

    private static readonly TimeSpan ValidFor = TimeSpan.FromMinutes(30);

    /// <summary>
    /// So often is written that a session is used. A page that reads itself anew beside others would bring back a session that
    /// one of them ended, if each answer wrote it.
    /// </summary>
    private static readonly TimeSpan WrittenEvery = TimeSpan.FromMinutes(5);

    /// <summary>Also what is used without a pause ends: a working day.</summary>
    private static readonly TimeSpan ValidInAll = TimeSpan.FromHours(10);

    private readonly IDataProtector _protector = protection.CreateProtector("console-session");

    public void Open(HttpContext http, string kind, string credential) => Write(http, kind, credential, time.GetUtcNow());

    /// <summary>The credential of a session that is still good; using it keeps it so for 25 to 30 minutes.</summary>
    public string? Find(HttpContext http, string kind)
    {
        if (http.Request.Cookies[NameOf(http, kind)] is not { } text || Read(kind, text) is not var (began, used, credential))
        {
            return null;
        }

        var now = time.GetUtcNow();
        if (now - used > ValidFor || now - began > ValidInAll)
        {
            return null;
        }

        if (now - used >= WrittenEvery)
        {
            Write(http, kind, credential, began);
        }

        return credential;
    }

    /// <summary>Whether the browser has such a session, good or not.</summary>
    public static bool Has(HttpContext http, string kind) => http.Request.Cookies.ContainsKey(NameOf(http, kind));

    public static void End(HttpContext http, string kind) => http.Response.Cookies.Delete(NameOf(http, kind), OptionsFor(http));

    public static void EndAll(HttpContext http)
    {
        foreach (var kind in new[] { Follow, Kept, Household, Desk })
        {
            End(http, kind);
        }
    }

    private void Write(HttpContext http, string kind, string credential, DateTimeOffset began)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{began.ToUnixTimeSeconds()}|{time.GetUtcNow().ToUnixTimeSeconds()}|{kind}|{credential}");
        http.Response.Cookies.Append(NameOf(http, kind), WebEncoders.Base64UrlEncode(_protector.Protect(Encoding.UTF8.GetBytes(text))), OptionsFor(http));
    }

    private (DateTimeOffset Began, DateTimeOffset Used, string Credential)? Read(string kind, string text)
    {
        try
        {
            var parts = Encoding.UTF8.GetString(_protector.Unprotect(WebEncoders.Base64UrlDecode(text))).Split('|', 4);

            return parts is [var began, var used, var ofKind, var credential] && ofKind == kind
                ? (At(began), At(used), credential)
                : null;
        }
        catch (Exception ex) when (ex is CryptographicException or FormatException)
        {
            return null; // Not ours, or of an installation that is gone.
        }

        static DateTimeOffset At(string seconds) => DateTimeOffset.FromUnixTimeSeconds(long.Parse(seconds, NumberStyles.None, CultureInfo.InvariantCulture));
    }

    /// <summary>Over TLS a name that no other host and no unencrypted page can set (RFC 6265bis, 4.1.3.2).</summary>
    private static string NameOf(HttpContext http, string kind) => http.Request.IsHttps ? $"__Host-{kind}" : kind;

    private static CookieOptions OptionsFor(HttpContext http) => new()
    {
        HttpOnly = true,
        Secure = http.Request.IsHttps,
        SameSite = SameSiteMode.Strict,
        Path = "/",
        IsEssential = true,
    };
}
