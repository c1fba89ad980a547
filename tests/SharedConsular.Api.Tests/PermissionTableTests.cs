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
        # A contingency plan is kept by de, or by nobody yet.

        """;

    private static readonly (string Name, RoutingRequest Need)[] Sensitivities =
    [
        ("ordinary", LostPassport),
        ("protected", LostPassport with { Service = "gbv" }),
        ("feared", LostPassport with { Service = "detention", FearsOwnState = true }),
    ];

    /// <summary>Who keeps the plan that a row is about.</summary>
    private const string Kept = "kept", Unkept = "unkept";

    /// <summary>What a file that is only for the certified leaves to others: to break the glass, to answer for it, and to hide her.</summary>
    private static readonly string[] WithoutCertificate =
    [
        "POST /v1/cases/{reference}/break-glass", "POST /v1/cases/{reference}/break-glass-reviews", "POST /v1/cases/{reference}/fear",
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
        var rows = new List<PermissionRow>();
        foreach (var operation in operations.Where(o => IsOfCase(o)))
        {
            foreach (var (name, need) in Sensitivities)
            {
                rows.Add(await Row(server, operation, name, need));
            }
        }

        foreach (var operation in operations.Where(o => !IsOfCase(o) && !CrisisPermissionTableTests.IsOfCrisis(o)))
        {
            foreach (var name in IsOfPlan(operation) ? [Kept, Unkept] : new[] { "-" })
            {
                rows.Add(await Row(server, operation, name, null));
            }
        }

        var table = new StringBuilder(Legend.ReplaceLineEndings("\n")).AppendJoin("", rows);
        var path = Path.Combine(SourceFolder(), File);
        if (Environment.GetEnvironmentVariable("UPDATE_PERMISSIONS") == "1")
        {
            await System.IO.File.WriteAllTextAsync(path, table.ToString(), PlatformServer.Stop);
        }

        Assert.Equal((await System.IO.File.ReadAllTextAsync(path, PlatformServer.Stop)).ReplaceLineEndings("\n"), table.ToString());
        AssertOfCases([.. rows.Where(r => r.Sensitivity is "ordinary" or "protected" or "feared")]);
        AssertOfPlans(rows.Where(r => r.Sensitivity is Kept or Unkept).ToDictionary(r => (r.Operation, r.Sensitivity)));
    }

    /// <summary>What no review may wave through.</summary>
    private static void AssertOfCases(PermissionRow[] rows)
    {
        foreach (var row in rows)
        {
            var stranger = row["jp"];
            Assert.True(stranger.All(l => l is '.' or '-') && row["other"] is "." && row["anybody"] is "?", $"A stranger is told of it: {row}");
            Assert.True(row["blocked"] is "..", $"Who is kept from it finds it: {row}");
            Assert.All(Parties, p => Assert.False(May(row[p][0]), $"Who runs the platform may something: {row}"));
            if (row.Sensitivity is "feared")
            {
                Assert.All(["ee", "es", "fr"], p => Assert.True(row[p] == stranger, $"{p} tells it from none: {row}"));
                Assert.True(row["applicant"] == row["other"], $"A login of the feared state opens it: {row}");
            }

            if (row.Sensitivity is not "ordinary" && !WithoutCertificate.Contains(row.Operation))
            {
                Assert.All(Parties, p => Assert.DoesNotContain(row[p][^4..^1], l => May(l)));
            }
        }
    }

    /// <summary>All read a plan that is there; who keeps it, and nobody else, records a drill of it.</summary>
    private static void AssertOfPlans(Dictionary<(string Operation, string Sensitivity), PermissionRow> rows)
    {
        const string Read = "GET /v1/contingency-plans/{party}/{id}", Keep = "PUT /v1/contingency-plans/{id}", Drill = "POST /v1/contingency-plans/{id}/drills";
        foreach (var party in Parties)
        {
            Assert.Equal(("-+++++++", "-......."), (rows[(Read, Kept)][party], rows[(Read, Unkept)][party]));
            Assert.Equal(party is "de" ? "--++----" : "--..----", rows[(Drill, Kept)][party]);
            Assert.Equal("--..----", rows[(Drill, Unkept)][party]);
            Assert.Equal("--++----", rows[(Keep, Kept)][party]);
        }
    }

    private static bool May(char letter) => letter is '+' or 'c' or 'i';

    private static bool IsOfPlan(Operation operation) => operation.Path.StartsWith("/v1/contingency-plans", StringComparison.Ordinal);

    private static bool IsOfCase(Operation operation) => operation.Path.StartsWith("/v1/cases/{reference}", StringComparison.Ordinal);

    /// <summary>Thirty callers of one machine would be told to wait. Who is signed in has no need of these, and no more right.</summary>
    private static bool IsLimitedByAddress(Operation operation) =>
        operation.Path is "/v1/follow" or "/v1/requests"
        || operation.Path.StartsWith("/v1/kept-requests", StringComparison.Ordinal)
        || (operation.Path.StartsWith("/v1/sign-in", StringComparison.Ordinal) && !operation.Path.Contains("/passkeys", StringComparison.Ordinal));

    /// <summary>A case of its own for every row: what one row does must not show in another.</summary>
    private static async Task<PermissionRow> Row(PlatformServer server, Operation operation, string name, RoutingRequest? need)
    {
        var login = UniqueUser();
        var reference = need is null ? "SC-0000-0000-0" : await Prepare(server, need, login);
        var row = new PermissionRow(operation.ToString(), name);
        var asked = name is Kept or Unkept ? await OfPlan(server, operation, isKept: name is Kept) : operation;
        row.Add("anybody", await Ask(server.Anybody(), asked, reference));
        if (IsLimitedByAddress(operation))
        {
            row.IsLimitedByAddress = true;

            return row;
        }

        foreach (var party in Parties)
        {
            foreach (var role in Roles)
            {
                row.Add(party, await Ask(role is "certified" ? server.Uncertified(party, "protection-1") : server.Staff(party, role), asked, reference));
            }
        }

        row.Add("other", await Ask(server.Person("ee", "someone"), asked, reference));
        row.Add("applicant", await Ask(server.Person("ee", login), asked, reference));
        foreach (var role in need is null ? [] : new[] { "supervisor", "protection_officer" })
        {
            row.Add("blocked", await Ask(new Officer(server, "de", role, Blocked), asked, reference));
        }

        return row;
    }

    /// <summary>The address of a plan of its own for every row.</summary>
    private static async Task<Operation> OfPlan(PlatformServer server, Operation operation, bool isKept)
    {
        var id = $"plan-{Guid.NewGuid():N}"[..14];
        if (isKept)
        {
            Done(await server.InRole("de", "crisis_cell").Put($"/v1/contingency-plans/{id}", new KeepContingencyPlanRequest(
                "Khartoum", "sd", [], ["Wadi Seidna"], [], [], [], new DateOnly(2027, 12, 31), new DateOnly(2027, 6, 30))));
        }

        return operation with
        {
            Path = operation.Path.Replace("{party}", "de", StringComparison.Ordinal).Replace("{id}", id, StringComparison.Ordinal),
        };
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

    /// <summary>One line of the table.</summary>
    private sealed class PermissionRow(string operation, string sensitivity)
    {
        private readonly OrderedDictionary<string, string> _answers = [];

        public string Operation => operation;

        public string Sensitivity => sensitivity;

        public bool IsLimitedByAddress { get; set; }

        public string this[string caller] => _answers.GetValueOrDefault(caller, "");

        public void Add(string caller, char letter) => _answers[caller] = _answers.GetValueOrDefault(caller, "") + letter;

        public override string ToString() => string.Create(
            CultureInfo.InvariantCulture,
            $"{operation,-58} {sensitivity,-9} {string.Join(" | ", _answers.Select(a => $"{a.Key} {a.Value}"))}{(IsLimitedByAddress ? Limited : "")}\n");

        private const string Limited = " | for whoever is not signed in; limited by address";
    }

    private static string SourceFolder([System.Runtime.CompilerServices.CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}
