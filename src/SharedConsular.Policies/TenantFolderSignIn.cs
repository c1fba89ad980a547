using System.Collections.Immutable;
using SharedConsular.Policies.Text;
using SharedConsular.Tenants;

namespace SharedConsular.Policies;

/// <summary>Who signs a tenant's people in, and which of its groups is which role: <c>signin.yaml</c> and <c>staff.yaml</c>.</summary>
internal static class TenantSignInFile
{
    private const int IssuersMax = 10;
    private const int RolesMax = 200;
    private const int WordLengthMax = 200;
    private const int IdLengthMax = 20;

    /// <summary>Signatures with a public key. A shared secret (HS*) would let whoever checks a token also make one.</summary>
    private static readonly ImmutableArray<string> Algorithms = ["ES256", "PS256", "RS256"];

    private static readonly ImmutableArray<Role> RolesOfStaff =
        [Role.Officer, Role.Supervisor, Role.ProtectionOfficer, Role.Administrator, Role.CrisisCell, Role.Auditor];

    public static ImmutableArray<SignInIssuer> ReadIssuers(Fields root)
    {
        var issuers = ImmutableArray.CreateBuilder<SignInIssuer>();
        foreach (var fields in root.Maps("issuers"))
        {
            var issuer = new SignInIssuer(
                ReadId(fields), ReadAddress(fields), Word(fields, "audience", fields.Text("audience")), ReadAlgorithms(fields),
                Word(fields, "subject_claim", fields.FindText("subject_claim") is { Length: > 0 } subject ? subject : "sub"),
                Word(fields, "groups_claim", fields.FindText("groups_claim") is { Length: > 0 } groups ? groups : "groups"),
                fields.FindFlag("for_nationals") ?? false);
            fields.End();
            if (issuers.Any(i => i.Id == issuer.Id || (i.Issuer == issuer.Issuer && i.Audience == issuer.Audience)))
            {
                fields.Faults.Error("policy.duplicate-id", fields.Line, "The id, or the issuer with this audience, stands here twice.");
            }

            if (issuers.Count >= IssuersMax)
            {
                fields.Faults.Error("policy.too-large", fields.Line, $"At most {IssuersMax} issuers.");
                break;
            }

            issuers.Add(issuer);
        }

        root.End();

        return issuers.ToImmutable();
    }

    public static ImmutableArray<StaffRole> ReadStaff(Fields root, ImmutableArray<SignInIssuer> issuers)
    {
        var staff = ImmutableArray.CreateBuilder<StaffRole>();
        foreach (var fields in root.Maps("roles"))
        {
            var role = new StaffRole(
                Word(fields, "group", fields.Text("group")), fields.Word<Role>("role"), fields.FindText("issuer") is { Length: > 0 } id ? id : null);
            fields.End();
            if (!RolesOfStaff.Contains(role.Role))
            {
                var known = string.Join(", ", RolesOfStaff.Select(r => SharedConsular.Words.Of(r)));
                fields.Faults.Error("policy.unknown-word", fields.LineOf("role"), $"Staff are one of {known}.");
            }

            if (role.Issuer is not null && issuers.All(i => i.Id != role.Issuer))
            {
                fields.Faults.Error("policy.unknown-word", fields.LineOf("issuer"), $"'{role.Issuer}' is not an id of signin.yaml.");
            }

            if (staff.Any(s => s.Group == role.Group && s.Issuer == role.Issuer))
            {
                fields.Faults.Error("policy.duplicate-id", fields.Line, $"The group '{role.Group}' stands here twice.");
            }

            if (staff.Count >= RolesMax)
            {
                fields.Faults.Error("policy.too-large", fields.Line, $"At most {RolesMax} groups.");
                break;
            }

            staff.Add(role);
        }

        root.End();

        return staff.ToImmutable();
    }

    private static string ReadId(Fields fields)
    {
        var id = fields.Text("id");
        if (id.Length > IdLengthMax || !id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c)))
        {
            fields.Faults.Error("policy.unknown-word", fields.LineOf("id"), $"An id has at most {IdLengthMax} lower-case letters and digits.");
        }

        return id;
    }

    /// <summary>Keys fetched over a line that others can write on would be anybody's keys.</summary>
    private static string ReadAddress(Fields fields)
    {
        var text = fields.Text("issuer");
        if (text.Length == 0)
        {
            return text;
        }

        if (text.Length > WordLengthMax || !Uri.TryCreate(text, UriKind.Absolute, out var address)
            || !(address is { Scheme: "https", HostNameType: UriHostNameType.Dns } || (address.Scheme is "http" && address.IsLoopback))
            || address.UserInfo.Length > 0 || address.Query.Length > 0 || address.Fragment.Length > 0)
        {
            fields.Faults.Error(
                "policy.unknown-word", fields.LineOf("issuer"), "An issuer is an https address with a host name, without user, query and fragment.");
        }

        return text;
    }

    private static ImmutableArray<string> ReadAlgorithms(Fields fields)
    {
        var algorithms = fields.Texts("algorithms");
        if (algorithms.IsEmpty || algorithms.Any(a => !Algorithms.Contains(a)))
        {
            fields.Faults.Error("policy.unknown-word", fields.LineOf("algorithms"), $"Algorithms are one or more of {string.Join(", ", Algorithms)}.");
        }

        return algorithms;
    }

    private static string Word(Fields fields, string key, string text)
    {
        if (text.Length > WordLengthMax || text.Any(char.IsControl))
        {
            fields.Faults.Error("policy.too-large", fields.LineOf(key), $"At most {WordLengthMax} characters that can be shown.");
        }

        return text;
    }
}
