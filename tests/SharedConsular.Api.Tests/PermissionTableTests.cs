using System.Globalization;
using System.Net;
using System.Text;
using SharedConsular.Contracts;
using static SharedConsular.Api.Tests.Examples;

namespace SharedConsular.Api.Tests;

/// <summary>
/// Everything that everybody may and may not do, as one table that people read: every address of the interface description,
/// asked by every role in every relation to cases of every sensitivity; <see cref="CrisisPermissionTableTests"/> has those of crises.
/// <c>UPDATE_PERMISSIONS=1</c> writes it anew.
/// </summary>
public sealed class PermissionTableTests
{
    private const string File = "Permissions.txt";

    private const string Legend = """
        # Who may do what, as the running platform answers. Written by PermissionTableTests with UPDATE_PERMISSIONS=1; a change here is a
        # change of permissions and is reviewed as one. One row an address and a sensitivity of the case, one column a caller.
        #   +  done                        c  possible for this caller, not now (409)      i  possible, this body can't be used (400, 422)
        #   -  refused to this caller      x  refused for want of a certificate            .  there is no such thing (404)
        #   ?  not signed in
        # Callers of one row ask one after another, from the left, with the example body of the interface description.
        # The case is a national of ee in ec; de serves it, es is offered it, ee is consulted and fr gave it away (none of the three where
        # she fears ee), jp has no part in it. Last come two of de who are kept from the case: a supervisor and a certified officer.

        """;

    private static readonly (string Name, RoutingRequest Need)[] Sensitivities =
    [
        ("ordinary", LostPassport),
        ("protected", LostPassport with { Service = "gbv" }),
        ("feared", LostPassport with { Service = "detention", FearsOwnState = true }),
    ];

    private static readonly string[] Parties = ["jp", "es", "ee", "de", "fr"];
    private static readonly string[] Roles =
        ["platform_operator", "auditor", "crisis_cell", "administrator", "officer", "supervisor", "protection_officer", "certified"];

    [Fact]
    public async Task Everybody_may_what_the_table_says_and_nothing_else()
    {
        await using var server = await PlatformServer.Start();
        foreach (var party in Parties)
        {
            await server.ProtectionOfficer(party);
        }

        await server.ProtectionOfficer("de", Blocked);

        var operations = (await InterfaceDocument.ReadOperations(server)).OrderBy(o => o.ToString(), StringComparer.Ordinal).ToArray();
        var table = new StringBuilder(Legend.ReplaceLineEndings("\n"));
        foreach (var operation in operations.Where(o => IsOfCase(o)))
        {
            foreach (var (name, need) in Sensitivities)
            {
                table.Append(await Row(server, operation, name, need));
            }
        }

        foreach (var operation in operations.Where(o => !IsOfCase(o) && !CrisisPermissionTableTests.IsOfCrisis(o)))
        {
            table.Append(await Row(server, operation, "-", null));
        }

        var path = Path.Combine(SourceFolder(), File);
        if (Environment.GetEnvironmentVariable("UPDATE_PERMISSIONS") == "1")
        {
            await System.IO.File.WriteAllTextAsync(path, table.ToString(), PlatformServer.Stop);
        }

        Assert.Equal((await System.IO.File.ReadAllTextAsync(path, PlatformServer.Stop)).ReplaceLineEndings("\n"), table.ToString());
    }

    private static bool IsOfCase(Operation operation) => operation.Path.StartsWith("/v1/cases/{reference}", StringComparison.Ordinal);

    /// <summary>Thirty callers of one machine would be told to wait. Who is signed in has no need of these, and no more right.</summary>
    private static bool IsLimitedByAddress(Operation operation) =>
        operation.Path is "/v1/follow" or "/v1/requests"
        || operation.Path.StartsWith("/v1/kept-requests", StringComparison.Ordinal)
        || (operation.Path.StartsWith("/v1/sign-in", StringComparison.Ordinal) && !operation.Path.Contains("/passkeys", StringComparison.Ordinal));

    /// <summary>A case of its own for every row: what one row does must not show in another.</summary>
    private static async Task<string> Row(PlatformServer server, Operation operation, string name, RoutingRequest? need)
    {
        var login = UniqueUser();
        var reference = need is null ? "SC-0000-0000-0" : await Prepare(server, need, login);
        var row = new StringBuilder(FormattableString.Invariant($"{operation,-58} {name,-9} anybody {await Ask(server.Anybody(), operation, reference)}"));
        if (IsLimitedByAddress(operation))
        {
            return row.Append(" | for whoever is not signed in; limited by address\n").ToString();
        }

        foreach (var party in Parties)
        {
            row.Append(CultureInfo.InvariantCulture, $" | {party} ");
            foreach (var role in Roles)
            {
                var who = role is "certified" ? server.Uncertified(party, "protection-1") : server.Staff(party, role);
                row.Append(await Ask(who, operation, reference));
            }
        }

        row.Append(CultureInfo.InvariantCulture, $" | other {await Ask(server.Person("ee", "someone"), operation, reference)}");
        row.Append(CultureInfo.InvariantCulture, $" | applicant {await Ask(server.Person("ee", login), operation, reference)}");

        if (need is not null)
        {
            row.Append(" | blocked ");
            foreach (var role in new[] { "supervisor", "protection_officer" })
            {
                row.Append(await Ask(new Officer(server, "de", role, Blocked), operation, reference));
            }
        }

        return row.Append('\n').ToString();
    }

    private const string Blocked = "protection-9";

    private static async Task<string> Prepare(PlatformServer server, RoutingRequest need, string login)
    {
        var germany = server.Uncertified("de", "protection-1");
        var first = need.FearsOwnState ? germany : server.Uncertified("fr", "protection-1");
        var opened = await first.OpenCase(Application(need, UniqueName("Tamm"), first.Tenant, need.FearsOwnState ? null : login));
        if (!need.FearsOwnState)
        {
            Done(await first.OfferHandover(opened.Reference, "de", "Nearer"));
            Done(await germany.AcceptHandover(opened.Reference));
            Done(await germany.Consult(opened.Reference, "Is she yours?"));
            Done(await germany.OfferHandover(opened.Reference, "es", "Nearer"));
        }

        Done(await germany.Act(opened.Reference, "adverse-parties", new BlockAdversePartyRequest("de", Blocked, "He must not find her.")));

        return opened.Reference;
    }

    private static void Done(Reply reply) => Assert.True(reply.IsSuccess, reply.ToString());

    private static async Task<char> Ask(Anybody who, Operation operation, string reference)
    {
        var content = operation.Method == HttpMethod.Get ? null : new StringContent(operation.Example, Encoding.UTF8, "application/json");

        return LetterOf(operation, await who.Send(operation.Method, operation.At(reference), content, ("Idempotency-Key", Guid.NewGuid().ToString("N"))));
    }

    internal static char LetterOf(Operation operation, Reply reply) => reply switch
    {
        { Status: HttpStatusCode.Unauthorized } => '?',
        { Status: HttpStatusCode.NotFound } => '.',
        { Status: HttpStatusCode.Forbidden } => reply.Text.Contains("access.certificate-needed", StringComparison.Ordinal) ? 'x' : '-',
        { Status: HttpStatusCode.Conflict } => 'c',
        { Status: HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity } => 'i',
        { IsSuccess: true } => '+',
        _ => throw new Xunit.Sdk.XunitException($"{operation} answered {reply}"),
    };

    private static string SourceFolder([System.Runtime.CompilerServices.CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}
