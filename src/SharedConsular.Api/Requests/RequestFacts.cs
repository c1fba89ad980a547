using System.Reflection;
using System.Security.Claims;
using System.Security.Cryptography;
using SharedConsular.Api.Follow;
using SharedConsular.Runtime;
using SharedConsular.Staff;

namespace SharedConsular.Api.Requests;

/// <summary>
/// What a request says besides its body: who calls, which attempt it is (Idempotency-Key) and which version it was
/// decided on (If-Match).
/// </summary>
internal sealed class RequestFacts : IRefusable, IBindableFromHttpContext<RequestFacts>
{
    private const int KeyLengthMax = 100;

    private readonly HttpContext _http;

    private RequestFacts(HttpContext http, Caller caller, string? key, long? ifVersion, Refusal? refusal) =>
        (_http, Caller, Key, IfVersion, Refusal) = (http, caller, key, ifVersion, refusal);

    public Caller Caller { get; }

    /// <summary>The caller as the credential had it.</summary>
    public ClaimsPrincipal User => _http.User;

    public string? Key { get; }

    public long? IfVersion { get; }

    public Refusal? Refusal { get; }

    /// <summary>The same request of somebody else: of a person without a login, whom the address itself has made out.</summary>
    public RequestFacts As(Caller caller) => new(_http, caller, Key, IfVersion, Refusal);

    public static async ValueTask<RequestFacts?> BindAsync(HttpContext context, ParameterInfo? parameter)
    {
        var caller = CallerOf(context.User);
        if (caller is { Role: not (Role.Anonymous or Role.National or Role.PlatformOperator) })
        {
            // What the register says now, not what was true when the token was signed.
            var entities = context.RequestServices.GetRequiredService<EntityRuntime>();
            var book = (await entities.Find(StaffBook.Type, StaffBook.KeyOf(caller.Tenant), context.RequestAborted))?.State;
            caller = caller with
            {
                Protection = caller.Role is Role.ProtectionOfficer ? book?.Find(caller.User, CertificateKind.Protection) : null,
                Staff = book?.FindMember(caller.User),
            };
        }

        var key = context.Request.Headers["Idempotency-Key"].ToString();
        var refusal = caller is null ? RequestRefusals.TokenWithoutParty
            : key.Length > KeyLengthMax || key.Any(c => c is < '!' or > '~') ? RequestRefusals.KeyMalformed.With($"{KeyLengthMax}")
            : null;
        var ifMatch = context.Request.Headers.IfMatch.ToString();
        long? version = null;
        if (ifMatch.Length > 0 && ifMatch != "*")
        {
            version = EntityTag.Parse(ifMatch);
            refusal ??= version is null ? RequestRefusals.TagMalformed : null;
        }

        return new RequestFacts(context, caller ?? Caller.Anonymous, key.Length == 0 ? null : key, version, refusal);
    }

    /// <summary>The identity by which the same request is recognised when it comes again.</summary>
    public RequestIdentity? Identity(byte[] bodyFingerprint)
    {
        if (Key is null)
        {
            return null;
        }

        byte[] asked = [.. System.Text.Encoding.UTF8.GetBytes($"{_http.Request.Method} {_http.Request.Path}\n"), .. bodyFingerprint];

        return new RequestIdentity(Caller, Key, Convert.ToHexStringLower(SHA256.HashData(asked)));
    }

    /// <summary>Nobody signed in is the anonymous caller; a token that names no known tenant and role is nobody at all.</summary>
    private static Caller? CallerOf(ClaimsPrincipal principal)
    {
        if (principal.Identity?.IsAuthenticated is not true)
        {
            return Caller.Anonymous;
        }

        if (GuestHandler.CallerOf(principal) is { } guest)
        {
            return guest;
        }

        var tenant = TenantId.Parse(principal.FindFirstValue("tenant"));
        var user = principal.FindFirstValue("sub");
        var role = Words.Parse<Role>(principal.FindFirstValue("role"));

        return tenant is not null && !string.IsNullOrEmpty(user) && role is { } known && IsOf(known, tenant)
            ? new Caller(tenant, UserOf(tenant, user, known), known)
            : null;
    }

    /// <summary>Who runs the platform is of no party, and everyone else is of one.</summary>
    private static bool IsOf(Role role, TenantId tenant) => role switch
    {
        Role.Anonymous or Role.System => false,
        Role.PlatformOperator => tenant == TenantId.Installation,
        _ => tenant != TenantId.Installation,
    };

    private static UserId UserOf(TenantId tenant, string subject, Role role) =>
        role is Role.National ? UserId.OfNational(tenant, subject) : new UserId(subject);
}

internal static class EntityTag
{
    public static string Of(long version) => $"\"{version}\"";

    public static long? Parse(string tag) =>
        tag.Length > 2 && tag[0] == '"' && tag[^1] == '"' && long.TryParse(tag[1..^1], System.Globalization.NumberStyles.None, null, out var version)
            ? version
            : null;
}
