using System.Security.Claims;
using Microsoft.IdentityModel.JsonWebTokens;
using SharedConsular.Tenants;

namespace SharedConsular.Api.Tokens;

/// <summary>What a sign-in service said of a caller, word by word, so that another folder can be tried on it.</summary>
internal sealed record TokenEvidence(JsonWebToken Token, ClaimsIdentity Said);

/// <summary>Whether an administrator would shut the door behind themselves.</summary>
internal static class LockOut
{
    /// <summary>Whether the caller is this tenant's administrator, and by the same token would not be under these settings.</summary>
    public static bool Threatens(ClaimsPrincipal user, Caller caller, TenantId tenant, TenantSettings settings)
    {
        if (caller.Role is not Role.Administrator || caller.Tenant != tenant)
        {
            return false;
        }

        return user.Identity is ClaimsIdentity { BootstrapContext: TokenEvidence evidence }
            ? !settings.Issuers.Any(issuer => IsAdministrator(evidence, new SignInService(tenant, settings, issuer)))
            : user.FindFirst(IssuerClaim)?.Value != LocalIssuer.Issuer && !settings.Issuers.IsEmpty;
    }

    private const string IssuerClaim = "iss";

    private static bool IsAdministrator(TokenEvidence evidence, SignInService service) =>
        service.Issuer.Issuer == evidence.Token.Issuer
        && evidence.Token.Audiences.Contains(service.Issuer.Audience, StringComparer.Ordinal)
        && service.Issuer.Algorithms.Contains(evidence.Token.Alg)
        && service.FindSubject(evidence.Said) is not null
        && service.FindRole(evidence.Said) is Role.Administrator;
}
