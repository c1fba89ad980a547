using SharedConsular.Access;
using SharedConsular.Api.Access;
using SharedConsular.Api.Requests;
using SharedConsular.Api.ServiceAccounts;
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

    private static CertificateResponse View(Certificate certificate, DateOnly today) => new(
        certificate.Holder.Value, Words.Of(certificate.Kind), certificate.From, certificate.Until, certificate.GrantedBy.Value, certificate.Until < today);
}
