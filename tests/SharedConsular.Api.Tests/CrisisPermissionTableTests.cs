using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using static SharedConsular.Api.Tests.CrisisPermissionWorld;

namespace SharedConsular.Api.Tests;

/// <summary>
/// The same table for crises, households and movements: every address, asked by every role in every relation to a household of every
/// sensitivity. What an answer tells of the household is part of it. <c>UPDATE_PERMISSIONS=1</c> writes it anew.
/// </summary>
public sealed class CrisisPermissionTableTests
{
    private const string File = "Permissions.Crises.txt";

    /// <summary>Answers to the secret alone, whoever is signed in; and secrets are not guessed at by the dozen.</summary>
    private const string AsAnybody = "/v1/households/status";

    /// <summary>As the examples of the interface description have it.</summary>
    private const string ExampleSecret = "7K3F-9Q2M-4XYZ-0ABC";

    /// <summary>Rows have nothing to do with one another; more at once are no faster on a small machine.</summary>
    private const int RowsAtOnceMax = 4;

    private const string Legend = """
        # Who may do what with crises, households and movements, and what the answer tells, as the running platform answers. Written by
        # CrisisPermissionTableTests with UPDATE_PERMISSIONS=1; a change here is a change of permissions and is reviewed as one.
        #   +  done, and nothing of the household is in the answer     h  done, the answer tells of the household without a name
        #   N  done, and the answer has her name or contact            c  possible for this caller, not now (409)
        #   i  possible, this body can't be used (400, 422)            m  possible, what the body or the address names besides is missing (404)
        #   -  refused to this caller (403)                            .  there is no such household, crisis or movement (404)
        #   ?  not signed in (401)
        # Callers of one row ask one after another, from the left, with the example body of the interface description.
        # gb leads the crisis and organises the movement, fr works on it, jp has no part in it, iom runs centres. Each of them asks as
        # auditor, administrator, crisis cell, officer, supervisor, protection officer. Whose the household is depends on the row:
        #   ordinary     of es, which keeps the record, and of ee; it is shared with the lead
        #   unshared     the same, not shared with the lead
        #   feared       of es and ee, and it fears its own state: gb keeps the record, es and ee are feared
        #   feared-lead  of gb and ee, and it fears its own state: fr keeps the record, gb and ee are feared, though gb leads
        #   ended        as ordinary, and the crisis has ended
        #   by-fr        as ordinary, and fr organises the movement
        #   nobody       a reference, a crisis, a movement that never was
        # Then who runs the platform; where the body has a place for a secret, who has none, the right one, another household's, a wrong
        # one: nobody signed in and a national of ee; and with the right one an officer of jp, of es and of gb, and an auditor of es.
        # Where a household stands (households/status) is answered to the secret alone, as if nobody were signed in.
        # Papers (.pdf) are read as they would be printed, and hold what the table beside each holds.
        # An offer is answered and taken back where there is one, tokens are given where it was accepted, and who is apart is told where
        # family of the household left without it; a flight leaves, arrives and is handed over where the step before was done.

        """;

    private static readonly string[] Roots = ["/v1/crises", "/v1/households", "/v1/movements"];
    private static readonly string[] NotFound = ["household.not-found", "household.no-match", "crisis.not-found", "movement.not-found"];
    private static readonly string[] Papers = ["GET /v1/crises/{id}/manifest", "GET /v1/movements/{organiser}/{id}/manifest"];

    /// <summary>People are counted on it, so that one who is hidden has a line, without a name (decision 54).</summary>
    private static readonly string[] CountsPersons =
        [.. Papers.SelectMany(p => new[] { $"{p}.csv", $"{p}.pdf" }), "GET /v1/movements/{organiser}/{id}/gate-list"];

    /// <summary>What nobody can do here, as there is no match of two records and no line that waits for a person.</summary>
    private static readonly string[] Nothing =
    [
        "POST /v1/crises/{id}/host-lists/{list}/lines/{number}", "POST /v1/households/{reference}/rejected-matches",
        "POST /v1/households/{reference}/splits",
    ];

    private static readonly string[] Parties = ["gb", "fr", "es", "ee", "jp", "iom"];
    private static readonly string[] Roles = ["auditor", "administrator", "crisis_cell", "officer", "supervisor", "protection_officer"];

    internal static bool IsOfCrisis(Operation operation) =>
        Roots.Any(r => operation.Path.StartsWith(r, StringComparison.Ordinal));

    [Fact]
    public async Task Everybody_may_what_the_table_says_and_learns_nothing_else()
    {
        await using var server = await PlatformServer.Start();
        var read = new ReadWorlds(server);
        var rows = (await InterfaceDocument.ReadOperations(server)).Where(IsOfCrisis).OrderBy(o => o.ToString(), StringComparer.Ordinal)
            .SelectMany(o => SensitivitiesOf(o).Select(s => (Operation: o, Sensitivity: s))).ToArray();
        var answers = new Row[rows.Length];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, rows.Length), new ParallelOptions { MaxDegreeOfParallelism = RowsAtOnceMax, CancellationToken = PlatformServer.Stop },
            async (i, _) => answers[i] = await Ask(server, rows[i].Operation, rows[i].Sensitivity, read));

        var table = new StringBuilder(Legend.ReplaceLineEndings("\n")).AppendJoin("", answers.Select(a => a.ToString())).ToString();
        var path = Path.Combine(SourceFolder(), File);
        if (Environment.GetEnvironmentVariable("UPDATE_PERMISSIONS") == "1")
        {
            await System.IO.File.WriteAllTextAsync(path, table, PlatformServer.Stop);
        }

        Assert.Equal((await System.IO.File.ReadAllTextAsync(path, PlatformServer.Stop)).ReplaceLineEndings("\n"), table);
        AssertNeverShown(answers);
        AssertMeansSomething(answers);
    }

    /// <summary>What no review may wave through.</summary>
    private static void AssertNeverShown(Row[] rows)
    {
        var ofNobody = rows.Where(r => r.Sensitivity is Nobody).ToDictionary(r => r.Operation);
        foreach (var row in rows)
        {
            Assert.DoesNotContain('N', row.Of("auditor") + row.Of("administrator") + row["operator"]);
            foreach (var stranger in StrangersOf(row))
            {
                Assert.DoesNotContain('N', row[stranger]);
                Assert.True(CountsPersons.Contains(row.Operation) || !row[stranger].Contains('h'), $"{stranger} is told of it: {row}");
                if (row.Operation.Contains(" /v1/households/", StringComparison.Ordinal))
                {
                    Assert.True(ofNobody[row.Operation][stranger] == row[stranger], $"{stranger} tells a household from none: {row}");
                }
            }

            // An officer of a state she fears, who has got hold of her secret: of es, and of gb.
            if (row["with-it"] is not "" && row.Sensitivity is Feared or FearedLead && row.Operation.Contains("/households/{", StringComparison.Ordinal))
            {
                var officer = row.Sensitivity is Feared ? 1 : 2;
                Assert.True(ofNobody[row.Operation]["with-it"][officer] == row["with-it"][officer], $"Her secret opens it to whom she fears: {row}");
            }
        }
    }

    /// <summary>A row in which nobody could do anything would hold whatever became of the guard.</summary>
    private static void AssertMeansSomething(Row[] rows)
    {
        var inVain = rows.GroupBy(r => r.Operation).Where(g => !g.Any(r => r.IsDoneBySomebody)).Select(g => g.Key);
        Assert.Equal(Nothing, inVain);
        foreach (var paper in Papers)
        {
            Assert.Equal(Columns($"{paper}.csv"), Columns($"{paper}.pdf"));
        }

        var apart = rows.Where(r => r.Operation is "GET /v1/crises/{id}/reunification").ToDictionary(r => r.Sensitivity);
        Assert.All([Ordinary, Unshared, Feared], s => Assert.Contains('h', apart[s]["gb"]));
        foreach (var row in rows.Where(r => r["anybody"].Length > 1 && !r.Operation.EndsWith("/inquiries", StringComparison.Ordinal)))
        {
            // None, the right one, another household's, a wrong one. What was done from the left can't be done again: an offer is refused once.
            Assert.True(row.Sensitivity is Ended or Nobody || (row.IsDoneBySomebody && May(row["anybody"][1])), $"The right secret opens nothing: {row}");
            Assert.All(["anybody", "national"], g => Assert.All([0, 2, 3], i => Assert.False(May(row[g][i]), $"Opened without the secret: {row}")));
        }

        string[] Columns(string operation) => [.. rows.Where(r => r.Operation == operation).Select(r => r.Columns)];
    }

    private static bool IsDone(char letter) => letter is '+' or 'h' or 'N';

    private static bool May(char letter) => IsDone(letter) || letter is 'c';

    /// <summary>Parties that may not know that the household exists.</summary>
    private static IEnumerable<string> StrangersOf(Row row) => row.Sensitivity switch
    {
        Nobody or NoHousehold => [],
        Feared => ["es", "ee", "jp", "iom"],
        FearedLead => ["gb", "ee", "es", "jp", "iom"],
        _ => ["jp", "iom"],
    };

    private static string[] SensitivitiesOf(Operation operation) =>
        operation.Path is "/v1/crises" ? [NoHousehold]
        : operation.Path.StartsWith("/v1/movements", StringComparison.Ordinal) ? [Ordinary, Unshared, Feared, FearedLead, Ended, ByAgreed, Nobody]
        : [Ordinary, Unshared, Feared, FearedLead, Ended, Nobody];

    private static async Task<Row> Ask(PlatformServer server, Operation operation, string sensitivity, ReadWorlds read)
    {
        var world = operation.Method == HttpMethod.Get ? await read.Of(sensitivity) : await Prepare(server, sensitivity, StageFor(operation));
        var example = operation.Example;
        var takesSecret = example.Contains(ExampleSecret, StringComparison.Ordinal);
        var row = new Row(operation.ToString(), sensitivity);
        foreach (var (group, who, secret) in Callers(server, world))
        {
            if (IsWithSecret(group) ? secret is null || takesSecret : operation.Path is not AsAnybody)
            {
                row.Add(group, LetterOf(operation, await Send(who, operation, world, BodyOf(example, operation, world, secret)), world));
            }
        }

        return row;
    }

    private static bool IsWithSecret(string group) => group is "anybody" or "national" or "with-it";

    private static Stage StageFor(Operation operation) => operation.Path[operation.Path.LastIndexOf('/')..] switch
    {
        "/triage" => Stage.Escorted,
        "/acceptance" or "/refusal" => Stage.Offered,
        "/tokens" => Stage.Confirmed,
        "/dispute-settlements" => Stage.Disputed,
        "/departure" => Stage.Closed,
        "/arrival" => Stage.Departed,
        "/handover" => Stage.Arrived,
        _ => operation.Path.StartsWith("/v1/movements", StringComparison.Ordinal) || operation.Path.Contains("/plans", StringComparison.Ordinal)
            ? Stage.Confirmed
            : Stage.Registered,
    };

    private static IEnumerable<(string Group, Anybody Who, string? Secret)> Callers(PlatformServer server, CrisisPermissionWorld world)
    {
        foreach (var party in Parties)
        {
            foreach (var role in Roles)
            {
                yield return (party, server.Staff(party, role), null);
            }
        }

        yield return ("operator", server.Staff("installation", "platform_operator"), null);
        foreach (var secret in new[] { null, world.Household.Secret, world.Other.Secret, "0000-0000-0000-0000" })
        {
            yield return ("anybody", server.Anybody(), secret);
        }

        foreach (var secret in new[] { null, world.Household.Secret, world.Other.Secret, "0000-0000-0000-0000" })
        {
            yield return ("national", server.Person("ee", "someone"), secret);
        }

        foreach (var (party, role) in new[] { ("jp", "officer"), ("es", "officer"), ("gb", "officer"), ("es", "auditor") })
        {
            yield return ("with-it", server.Staff(party, role), world.Household.Secret);
        }
    }

    private static Task<Reply> Send(Anybody who, Operation operation, CrisisPermissionWorld world, string body)
    {
        var path = world.At(operation);
        if (operation.Method == HttpMethod.Get)
        {
            return path.EndsWith("/stream", StringComparison.Ordinal) ? who.Open(path) : who.Get(path);
        }

        return who.Send(
            operation.Method, path, new StringContent(body, Encoding.UTF8, "application/json"), ("Idempotency-Key", Guid.NewGuid().ToString("N")));
    }

    private static string BodyOf(string example, Operation operation, CrisisPermissionWorld world, string? secret)
    {
        var body = JsonNode.Parse(example)!;
        SetSecret(body, secret);
        var isAboutAnother = operation.Path.EndsWith("/relations", StringComparison.Ordinal);

        return body.ToJsonString()
            .Replace("SH-0000-0000-0", isAboutAnother ? world.Other.Reference : world.Household.Reference, StringComparison.Ordinal)
            .Replace("SH-0000-0001-2", world.Other.Reference, StringComparison.Ordinal)
            .Replace("gb/raf-1", world.Movement, StringComparison.Ordinal)
            .Replace("raf-1", $"m-{Guid.NewGuid():N}"[..12], StringComparison.Ordinal);
    }

    private static void SetSecret(JsonNode? node, string? secret)
    {
        if (node is JsonArray items)
        {
            foreach (var item in items)
            {
                SetSecret(item, secret);
            }
        }

        if (node is JsonObject members)
        {
            foreach (var (name, value) in members.ToArray())
            {
                SetSecret(value, secret);
                if (name is "secret")
                {
                    members.Remove(name);
                    if (secret is not null)
                    {
                        members[name] = secret;
                    }
                }
            }
        }
    }

    private static char LetterOf(Operation operation, Reply reply, CrisisPermissionWorld world)
    {
        var letter = PermissionTableTests.LetterOf(operation, reply);
        var text = reply.Kind is "application/pdf" ? Paper.InkOf(reply.Bytes) : reply.Text;
        var names = world.Names.Any(n => text.Contains(n, StringComparison.Ordinal));

        // Who asks after many is told which of them are not known, in her own words.
        var told = text.Replace($"\"unknown\":[\"{world.Household.Reference}\"]", "", StringComparison.Ordinal);
        Assert.True(letter is '+' || !names, $"{operation} names somebody in a refusal: {reply}");

        return letter switch
        {
            '+' when names => 'N',
            '+' when told.Contains(world.Household.Reference, StringComparison.Ordinal)
                || told.Contains(world.Household.Secret, StringComparison.Ordinal) => 'h',
            '.' when !IsOfWhatWasAskedFor(reply) => 'm',
            _ => letter,
        };
    }

    private static bool IsOfWhatWasAskedFor(Reply reply) =>
        NotFound.Any(c => reply.Text.Contains($"\"{c}\"", StringComparison.Ordinal));

    private static string SourceFolder([System.Runtime.CompilerServices.CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;

    /// <summary>Addresses that only read share a world for each sensitivity.</summary>
    private sealed class ReadWorlds(PlatformServer server)
    {
        private readonly Dictionary<string, Task<CrisisPermissionWorld>> _worlds = [];

        public Task<CrisisPermissionWorld> Of(string sensitivity)
        {
            lock (_worlds)
            {
                return _worlds.TryGetValue(sensitivity, out var world) ? world : _worlds[sensitivity] = Prepare(server, sensitivity, Stage.Confirmed);
            }
        }
    }

    private sealed class Row(string operation, string sensitivity)
    {
        private readonly OrderedDictionary<string, string> _answers = [];

        public string Operation => operation;

        public string Sensitivity => sensitivity;

        public string Columns => string.Join(" | ", _answers.Select(a => $"{a.Key} {a.Value}"));

        public bool IsDoneBySomebody => _answers.Values.Any(a => a.Any(IsDone));

        public string this[string group] => _answers.GetValueOrDefault(group, "");

        public void Add(string group, char letter) => _answers[group] = _answers.GetValueOrDefault(group, "") + letter;

        public string Of(string role) => string.Concat(Parties.SelectMany(p => this[p].Skip(Array.IndexOf(Roles, role)).Take(1)));

        public override string ToString() => string.Create(
            CultureInfo.InvariantCulture, $"{operation,-58} {sensitivity,-11} {Columns}\n");
    }
}
