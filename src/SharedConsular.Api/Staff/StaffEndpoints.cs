using SharedConsular.Access;
using SharedConsular.Api.Access;
using SharedConsular.Api.Requests;
using SharedConsular.Api.ServiceAccounts;
using SharedConsular.Api.Worlds;
using SharedConsular.Contracts;
using SharedConsular.Runtime;
using SharedConsular.Staff;
using SharedConsular.Tenants;

namespace SharedConsular.Api.Staff;

/// <summary>What a party's administrator records of its staff. It is of the caller's own party always.</summary>
internal static class StaffEndpoints
{
    /// <summary>A certificate is renewed at least this often.</summary>
    private const int YearsMax = 10;

    public static void MapStaff(this RouteGroupBuilder api)
    {
        var staff = api.MapGroup("/staff").WithTags("Staff").WithScope(ServiceScope.Tenant);
        staff.MapGet("", Members).WithOperation(Operations.ReadStaff).WithSummary("Who the logins of your party are, and at which posts they work.")
            .Produces<Page<StaffMemberResponse>>();
        staff.MapPut("/{user}", RecordMember).WithOperation(Operations.KeepStaff)
            .WithSummary("Say who a login is and at which posts she works; never your own.").Produces<StaffMemberResponse>();
        staff.MapDelete("/{user}", RemoveMember).WithOperation(Operations.KeepStaff).WithSummary("Take back what was said of a login.");
        staff.MapGet("/certificates", List).WithOperation(Operations.ReadStaff)
            .WithSummary("Who of your party holds which certificate, and until when.").Produces<Page<CertificateResponse>>();
        staff.MapPut("/{user}/certificates/{kind}", Record).WithOperation(Operations.KeepStaff)
            .WithSummary("Record a certificate of an officer; never your own.").Produces<CertificateResponse>();
        staff.MapDelete("/{user}/certificates/{kind}", Withdraw).WithOperation(Operations.KeepStaff).WithSummary("Take a certificate back.");
    }

    private static async Task<IResult> List(
        RequestFacts request, EntityRuntime entities, TimeProvider time, CancellationToken ct)
    {
        var book = await entities.Find(StaffBook.Type, StaffBook.KeyOf(request.Caller.Tenant), ct);

        return TypedResults.Ok(new Page<CertificateResponse>(
            [.. (book?.State.Certificates ?? []).OrderBy(c => c.Holder.Value, StringComparer.Ordinal).Select(c => View(c, time.Today()))], null));
    }

    private static async Task<IResult> Record(
        string user, string kind, Body<RecordCertificateRequest> body, RequestFacts request, EntityRuntime entities, TimeProvider time, CancellationToken ct)
    {
        var faults = new FaultList();
        var (holder, word) = (new UserId(faults.Text("user", user, TenantId.LengthMax)), faults.Word<CertificateKind>("kind", kind));
        var from = body.Value.From ?? time.Today();
        if (body.Value.Until is not { } until)
        {
            faults.Add("#/until", "missing", "Name the last day it holds.");
            return faults.Refusal.ToHttp();
        }

        if (until.DayNumber - from.DayNumber > YearsMax * 366)
        {
            faults.Add("#/until", "too-long-a-certificate", "A certificate holds at most 10 years.");
        }

        if (faults.Any)
        {
            return faults.Refusal.ToHttp();
        }

        var outcome = await entities.Execute(
            StaffBook.Type, StaffBook.KeyOf(request.Caller.Tenant), new RecordCertificate(holder, word, from, until), request.Caller,
            request.Identity(body.Fingerprint), request.IfVersion, ct);

        return outcome.Refusal is { } refusal ? refusal.ToHttp() : TypedResults.Ok(View(outcome.State.Find(holder, word)!, time.Today()));
    }

    private static async Task<IResult> Withdraw(
        string user, string kind, RequestFacts request, EntityRuntime entities, CancellationToken ct)
    {
        var faults = new FaultList();
        var word = faults.Word<CertificateKind>("kind", kind);
        if (faults.Any)
        {
            return faults.Refusal.ToHttp();
        }

        var outcome = await entities.Execute(
            StaffBook.Type, StaffBook.KeyOf(request.Caller.Tenant), new WithdrawCertificate(new UserId(user), word), request.Caller,
            request.Identity([]), request.IfVersion, ct);

        return outcome.Refusal is { } refusal ? refusal.ToHttp() : TypedResults.NoContent();
    }

    private static async Task<IResult> Members(RequestFacts request, EntityRuntime entities, CancellationToken ct)
    {
        var book = await entities.Find(StaffBook.Type, StaffBook.KeyOf(request.Caller.Tenant), ct);

        return TypedResults.Ok(new Page<StaffMemberResponse>(
            [.. (book?.State.Members ?? []).OrderBy(m => m.User.Value, StringComparer.Ordinal).Select(View)], null));
    }

    private static async Task<IResult> RecordMember(
        string user, Body<RecordStaffMemberRequest> body, RequestFacts request, EntityRuntime entities, WorldKeeper worlds, CancellationToken ct)
    {
        var faults = new FaultList();
        var posts = body.Value.Posts ?? [];
        faults.AtMost("#/posts", posts, StaffMember.PostsMax);
        foreach (var (i, post) in posts.Take(StaffMember.PostsMax).Index())
        {
            if (post is null || worlds.Current.FindPost(post) is null)
            {
                faults.Add($"#/posts/{i}", "unknown-post", "There is nothing of this id.");
            }
        }

        var member = new StaffMember(
            new UserId(faults.Text("user", user, TenantId.LengthMax)), faults.OptionalText("#/name", body.Value.Name), body.Value.BirthDate,
            faults.Any ? [] : [.. posts.Distinct().Order(StringComparer.Ordinal)]);
        if (faults.Any)
        {
            return faults.Refusal.ToHttp();
        }

        var outcome = await entities.Execute(
            StaffBook.Type, StaffBook.KeyOf(request.Caller.Tenant), new RecordStaffMember(member), request.Caller, request.Identity(body.Fingerprint),
            request.IfVersion, ct);

        return outcome.Refusal is { } refusal ? refusal.ToHttp() : TypedResults.Ok(View(member));
    }

    private static async Task<IResult> RemoveMember(string user, RequestFacts request, EntityRuntime entities, CancellationToken ct)
    {
        var outcome = await entities.Execute(
            StaffBook.Type, StaffBook.KeyOf(request.Caller.Tenant), new RemoveStaffMember(new UserId(user)), request.Caller, request.Identity([]),
            request.IfVersion, ct);

        return outcome.Refusal is { } refusal ? refusal.ToHttp() : TypedResults.NoContent();
    }

    private static StaffMemberResponse View(StaffMember member) => new(member.User.Value, member.Name, member.BirthDate, member.Posts);

    private static CertificateResponse View(Certificate certificate, DateOnly today) => new(
        certificate.Holder.Value, Words.Of(certificate.Kind), certificate.From, certificate.Until, certificate.GrantedBy.Value, certificate.Until < today);
}
