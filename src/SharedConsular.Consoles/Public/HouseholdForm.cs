using Microsoft.AspNetCore.Http;
using SharedConsular.Consoles.Shared;
using SharedConsular.Consoles.Shared.Languages;
using SharedConsular.Contracts;

namespace SharedConsular.Consoles.Public;

/// <summary>A household as it is typed in two minutes: names, who is a child, what kind of place somebody needs.</summary>
/// <param name="Assemblies">The places it can get to, one a line: seats are planned from these only.</param>
public sealed record HouseholdForm(
    IReadOnlyList<MemberFields> Members, string? Nationality, string? Whereabouts, string? Assemblies, string? Contact, bool Share, string Attempt)
{
    /// <summary>More persons come by a second registration, or at a post.</summary>
    public const int PersonsMax = 12;

    public static HouseholdForm Empty(int persons) =>
        new([.. Enumerable.Repeat(MemberFields.Empty, persons)], null, null, null, null, true, Attempts.Draw());

    internal static HouseholdForm Read(IFormCollection form, int persons)
    {
        return new HouseholdForm(
            [.. Enumerable.Range(0, persons).Select(i => new MemberFields(Text($"m{i}-given"), Text($"m{i}-family"), Text($"m{i}-age"), Text($"m{i}-place")))],
            Text("nationality"), Text("whereabouts"), Text("assemblies"), Text("contact"), Text("share") is "yes", Attempts.Of(form));

        string Text(string field) => form[field].ToString().Trim();
    }

    internal Faults FindFaults(Texts texts)
    {
        var faults = new Faults();
        foreach (var (member, i) in Members.Select((m, i) => (m, i)).Where(m => m.m.Given.Length + m.m.Family.Length == 0))
        {
            faults.Add($"m{i}-given", texts["request.name-missing"]);
        }

        if (string.IsNullOrEmpty(Nationality))
        {
            faults.Add("nationality", texts["help.nationality-missing"]);
        }

        return faults;
    }

    internal RegisterHouseholdRequest ToRequest()
    {
        var adult = Members.Select((m, i) => (m, i)).Where(m => !m.m.IsMinor).Select(m => (int?)(m.i + 1)).FirstOrDefault();

        return new RegisterHouseholdRequest(
            [.. Members.Select(m => m.ToMember(Nationality, adult))],
            string.IsNullOrEmpty(Whereabouts) ? null : Whereabouts,
            Assemblies?.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
            Contact: string.IsNullOrEmpty(Contact) ? null : Contact, ShareWithLead: Share);
    }

    internal static string? FieldOf(string pointer) => pointer.Split('/') switch
    {
        ["#", "members", var i, "place", ..] => $"m{i}-place",
        ["#", "members", var i, "minor" or "adult", ..] => $"m{i}-age",
        ["#", "members", var i, "nationalities", ..] => "nationality",
        ["#", "members", var i, ..] => $"m{i}-given",
        ["#", "assemblies", ..] => "assemblies",
        ["#", "whereabouts", ..] => "whereabouts",
        ["#", "contact", ..] => "contact",
        _ => null,
    };
}

/// <param name="Age"><c>adult</c>, <c>child</c> or <c>infant</c>.</param>
/// <param name="Place"><c>seat</c>, <c>wheelchair</c> or <c>stretcher</c>.</param>
public sealed record MemberFields(string Given, string Family, string Age, string Place)
{
    public static MemberFields Empty { get; } = new("", "", "adult", "seat");

    public bool IsMinor => Age is "child" or "infant";

    internal HouseholdMemberContract ToMember(string? nationality, int? adult) => new(
        [new PersonNameContract($"{Given} {Family}".Trim())], null, [new NationalityRequest(nationality)], Age is "infant" ? "infant" : Place, IsMinor,
        IsMinor ? adult : null);
}
