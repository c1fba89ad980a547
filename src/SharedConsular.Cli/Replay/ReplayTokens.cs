using System.Collections.Concurrent;
using SharedConsular.Contracts;

namespace SharedConsular.Cli.Replay;

/// <summary>Everybody who takes part, signed in once.</summary>
internal sealed class ReplayTokens(ConsularClient nobody)
{
    /// <summary>So many people of one state share the week's cases: the issuer takes few requests a minute from one address.</summary>
    private const int NationalsPerState = 8;

    private const string Protector = "protection-1";

    /// <summary>Around the day the replay runs on, which is not the scenario's: the server has a clock of its own.</summary>
    private static readonly DateOnly CertifiedFrom = new(2026, 1, 1);

    private static readonly DateOnly CertifiedUntil = new(2035, 12, 31);

    private readonly ConcurrentDictionary<(string Party, string Role, string User), Lazy<Task<ConsularClient>>> _known = new();

    public Task<ConsularClient> Officer(string party, int number = 1, CancellationToken ct = default) => Of(party, "officer", $"officer-{number}", ct);

    /// <summary>An officer for protection files. Her party's administrator has recorded the certificate when she first signs in.</summary>
    public Task<ConsularClient> ProtectionOfficer(string party, CancellationToken ct) =>
        _known.GetOrAdd((party, "protection_officer", Protector), _ => new Lazy<Task<ConsularClient>>(() => SignInCertified(party, ct))).Value;

    public Task<ConsularClient> Administrator(string party, CancellationToken ct) => Of(party, "administrator", "administrator-1", ct);

    public Task<ConsularClient> CrisisCell(string party, CancellationToken ct) => Of(party, "crisis_cell", "cell-1", ct);

    public Task<ConsularClient> Operator(CancellationToken ct) => Of("installation", "platform_operator", "operator-1", ct);

    public Task<ConsularClient> National(PlannedCase plan, CancellationToken ct) => Of(plan.State, "national", LoginOf(plan), ct);

    public static string LoginOf(PlannedCase plan) => $"national-{plan.Number % NationalsPerState}";

    private Task<ConsularClient> Of(string party, string role, string user, CancellationToken ct) =>
        _known.GetOrAdd((party, role, user), _ => new Lazy<Task<ConsularClient>>(() => SignIn(party, role, user, ct))).Value;

    private async Task<ConsularClient> SignInCertified(string party, CancellationToken ct)
    {
        var administrator = await Administrator(party, ct);
        await administrator.RecordCertificate(Protector, "protection", new RecordCertificateRequest(CertifiedFrom, CertifiedUntil), null, ct);

        return await SignIn(party, "protection_officer", Protector, ct);
    }

    private async Task<ConsularClient> SignIn(string party, string role, string user, CancellationToken ct) =>
        nobody.As((await nobody.IssueToken(new TokenRequest(party, role, user), ct)).Value.Token);
}
