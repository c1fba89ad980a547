using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using SharedConsular.Consoles.Shared;
using SharedConsular.Contracts;

namespace SharedConsular.Consoles.Administrator;

/// <summary>What a party says of its own logins: who they are, where they work, and who holds which certificate. No login stands in an address.</summary>
internal static class Staff
{
    public static void MapStaff(this RouteGroupBuilder office)
    {
        office.MapGet("/staff", (string party, HttpContext http, Sessions sessions) => Office.Inside(http, sessions, party, visit => List(visit, party)));
        office.MapGet("/staff/member", (string party, HttpContext http, Sessions sessions) =>
            Office.Inside(http, sessions, party, visit => Task.FromResult<IResult>(Show(visit, party, MemberForm.Empty, new Faults()))));
        office.MapPost("/staff/member", (string party, HttpContext http, Sessions sessions) =>
            Office.Inside(http, sessions, party, visit => Record(http, visit, party)));
        office.MapGet("/staff/certificate", (string party, HttpContext http, Sessions sessions) =>
            Office.Inside(http, sessions, party, visit => Task.FromResult<IResult>(Show(visit, party, CertificateForm.Empty, new Faults()))));
        office.MapPost("/staff/certificate", (string party, HttpContext http, Sessions sessions) =>
            Office.Inside(http, sessions, party, visit => Certify(http, visit, party)));
        office.MapPost("/staff/removal", (string party, HttpContext http, Sessions sessions) =>
            Office.Inside(http, sessions, party, visit => Remove(http, visit, party)));
    }

    private static async Task<IResult> List(Visit visit, string party) => visit.Show<StaffPage>(new StaffModel(
        party, (await visit.Api.ListStaff(visit.Stop)).Value.Items, (await visit.Api.ListCertificates(visit.Stop)).Value.Items));

    private static RazorComponentResult Show(Visit visit, string party, MemberForm form, Faults faults, int status = StatusCodes.Status200OK) =>
        visit.Show<MemberPage>(new MemberModel(party, form, faults), status);

    private static RazorComponentResult Show(Visit visit, string party, CertificateForm form, Faults faults, int status = StatusCodes.Status200OK) =>
        visit.Show<CertificatePage>(new CertificateModel(party, form, faults), status);

    private static async Task<IResult> Record(HttpContext http, Visit visit, string party)
    {
        var typed = await http.Request.ReadFormAsync(visit.Stop);
        var form = MemberForm.Read(typed);
        if (typed["step"] == "show")
        {
            var known = (await visit.Api.ListStaff(visit.Stop)).Value.Items.FirstOrDefault(m => m.User == form.User);

            return Show(visit, party, known is null ? form : MemberForm.Of(known), new Faults());
        }

        return await Send(
            visit, party, form.User, "user", p => p.Split('/') is ["#", "posts", ..] ? "posts" : p is "#/birthDate" ? "born" : p is "#/name" ? "name" : null,
            () => visit.Api.RecordStaffMember(form.User, form.ToRequest(), new SendOptions(form.Attempt), visit.Stop),
            (faults, status) => Show(visit, party, form with { Attempt = Attempts.Draw() }, faults, status)); // What was refused is another request now.
    }

    private static async Task<IResult> Certify(HttpContext http, Visit visit, string party)
    {
        var form = CertificateForm.Read(await http.Request.ReadFormAsync(visit.Stop));

        return await Send(
            visit, party, form.User, "user", p => p is "#/until" ? "until" : p is "#/from" ? "from" : null,
            () => visit.Api.RecordCertificate(form.User, CertificateForm.Protection, form.ToRequest(), new SendOptions(form.Attempt), visit.Stop),
            (faults, status) => Show(visit, party, form with { Attempt = Attempts.Draw() }, faults, status)); // What was refused is another request now.
    }

    /// <summary>Sends a form about a login; an address without one is another address, so an empty field is told here.</summary>
    private static async Task<IResult> Send(
        Visit visit, string party, string user, string first, Func<string, string?> fieldOf, Func<Task> send, Func<Faults, int, IResult> again)
    {
        if (user.Length == 0)
        {
            var faults = new Faults();
            faults.Add(first, visit.Texts["staff.user-missing"]);

            return again(faults, StatusCodes.Status422UnprocessableEntity);
        }

        try
        {
            await send();

            return TypedResults.LocalRedirect(visit.To($"/office/{party}/staff"));
        }
        catch (ConsularProblemException refusal) when (refusal.Problem.Code?.StartsWith("staff.", StringComparison.Ordinal) is true
            || refusal.Status is HttpStatusCode.UnprocessableEntity or HttpStatusCode.BadRequest)
        {
            return again(Faults.From(refusal.Problem, fieldOf, first), (int)refusal.Status);
        }
    }

    /// <summary>Takes back a certificate, or all that was said of a login; asked once more before.</summary>
    private static async Task<IResult> Remove(HttpContext http, Visit visit, string party)
    {
        var typed = await http.Request.ReadFormAsync(visit.Stop);
        var (user, kind) = (typed["user"].ToString(), typed["kind"].ToString());
        if (user.Length == 0)
        {
            return visit.ShowNothing();
        }

        if (typed["sure"] != "yes")
        {
            var (title, before) = kind.Length > 0
                ? (visit.Texts["staff.withdraw"], visit.Texts["staff.withdraw-before", user])
                : (visit.Texts["staff.remove"], visit.Texts["staff.remove-before", user]);

            return visit.Show<SurePage>(new SureModel(title, before, visit.To($"/office/{party}/staff"))
            {
                Fields = [("user", user), ("kind", kind)],
                Top = OfficeTop.Of(party),
            });
        }

        var options = new SendOptions(Attempts.Of(typed));
        await (kind.Length > 0
            ? visit.Api.WithdrawCertificate(user, kind, options, visit.Stop)
            : visit.Api.RemoveStaffMember(user, options, visit.Stop));

        return TypedResults.LocalRedirect(visit.To($"/office/{party}/staff"));
    }
}

public sealed record StaffModel(string Party, IReadOnlyList<StaffMemberResponse> Members, IReadOnlyList<CertificateResponse> Certificates);

public sealed record MemberModel(string Party, MemberForm Form, Faults Faults);

public sealed record CertificateModel(string Party, CertificateForm Form, Faults Faults);

/// <param name="Born">As a browser writes a day, such as 1990-12-31.</param>
/// <param name="Posts">The ids of posts, one a line.</param>
public sealed record MemberForm(string User, string Name, string Born, string Posts, string Attempt)
{
    public static MemberForm Empty => new("", "", "", "", Attempts.Draw());

    internal static MemberForm Of(StaffMemberResponse known) =>
        new(known.User, known.Name ?? "", Days.Write(known.BirthDate), string.Join('\n', known.Posts), Attempts.Draw());

    internal static MemberForm Read(IFormCollection typed) => new(
        typed["user"].ToString().Trim(), typed["name"].ToString().Trim(), typed["born"].ToString(), typed["posts"].ToString(), Attempts.Of(typed));

    internal RecordStaffMemberRequest ToRequest() => new(
        Name.Length > 0 ? Name : null, Days.Find(Born), [.. Posts.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)]);
}

public sealed record CertificateForm(string User, string From, string Until, string Attempt)
{
    /// <summary>The one kind there is.</summary>
    public const string Protection = "protection";

    public static CertificateForm Empty => new("", "", "", Attempts.Draw());

    internal static CertificateForm Read(IFormCollection typed) =>
        new(typed["user"].ToString().Trim(), typed["from"].ToString(), typed["until"].ToString(), Attempts.Of(typed));

    internal RecordCertificateRequest ToRequest() => new(Days.Find(From), Days.Find(Until));
}

/// <summary>Days as a browser's field for a day has them.</summary>
internal static class Days
{
    private const string Format = "yyyy-MM-dd";

    public static DateOnly? Find(string? text) =>
        DateOnly.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public static string Write(DateOnly? day) => day?.ToString(Format, CultureInfo.InvariantCulture) ?? "";
}
