using System.Globalization;
using Microsoft.AspNetCore.Http;
using SharedConsular.Consoles.Shared;
using SharedConsular.Consoles.Shared.Languages;
using SharedConsular.Contracts;

namespace SharedConsular.Consoles.Public;

/// <summary>
/// A request for help as it stands in its form. It travels with the form until it is sent; nothing of it is stored before, unless the person
/// asks to have it kept.
/// </summary>
public sealed record RequestForm(HelpQuestion Need, string? Party, bool Fears, string Whom, IReadOnlyList<PersonFields> Persons, string Attempt)
{
    /// <summary>What the API takes in one case, for a form on a telephone.</summary>
    public const int PersonsMax = 12;

    /// <summary>It leaves no trace: every page of it has the same address and a title that says nothing.</summary>
    public bool IsQuiet { get; init; }

    /// <summary>The reference under which it is kept; null when it is not.</summary>
    public string? Kept { get; init; }

    public string Page => IsQuiet ? PrivateHelp.Page : AskForHelp.Page;

    public string? Place { get; init; }

    public string? Contact { get; init; }

    public string? SafeContact { get; init; }

    /// <summary>What goes along unseen from page to page.</summary>
    public IEnumerable<(string Name, string? Value)> Hidden =>
    [
        ("nationality", Need.Nationality), ("in", Need.In), ("service", Need.Service), ("urgency", Need.Urgency), ("party", Party),
        ("fears", Fears ? "yes" : null), ("whom", Whom), ("kept", Kept),
    ];

    /// <summary>All that was typed, to be checked before it is sent.</summary>
    public IEnumerable<(string Name, string? Value)> Typed =>
        Persons.SelectMany((p, i) => p.Hidden(i)).Concat([("place", Place), ("contact", Contact), ("safe", SafeContact)]);

    internal static RequestForm Read(IFormCollection form, bool isQuiet)
    {
        var count = Math.Clamp(int.TryParse(form["count"], NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 1, 1, PersonsMax);

        return new RequestForm(
            new HelpQuestion(Text("nationality"), Text("in"), Text("service"), Text("urgency")), Text("party"), Text("fears") is "yes", Text("whom") ?? "me",
            [.. Enumerable.Range(0, count).Select(i => PersonFields.Read(form, i))], Attempts.Of(form))
        {
            IsQuiet = isQuiet,
            Kept = Text("kept"),
            Place = Text("place"),
            Contact = Text("contact"),
            SafeContact = Text("safe"),
        };

        string? Text(string field) => form[field].ToString().Trim() is { Length: > 0 } text ? text : null;
    }

    /// <summary>What was kept, as it stood in the form.</summary>
    internal static RequestForm Of(KeptRequestTextResponse kept, string attempt)
    {
        var request = kept.Request;
        var first = request.Persons is [var person, ..] ? person : null;
        var nationality = request.Need?.Nationalities is [var own, ..] ? own.State : null;
        var need = new HelpQuestion(nationality, request.Need?.In, request.Need?.Service, request.Need?.Urgency);

        return new RequestForm(
            need, request.Party, request.Need?.FearsOwnState is true,
            first?.Authority switch { "parent" => "child", "self" => "me", _ => "household" },
            [.. (request.Persons ?? []).Take(PersonsMax).Select(PersonFields.Of).DefaultIfEmpty(PersonFields.Empty)], attempt)
        {
            IsQuiet = true,
            Kept = kept.Reference,
            Place = request.Place,
            Contact = first?.Contact,
            SafeContact = first?.SafeContact,
        };
    }

    /// <param name="texts">Says what is wrong.</param>
    /// <param name="isWhole">Whether it is to be sent: a name may be missing from what is only kept.</param>
    internal Faults FindFaults(Texts texts, bool isWhole = true)
    {
        var faults = new Faults();
        foreach (var (person, i) in Persons.Select((p, i) => (p, i)))
        {
            if (isWhole && person.Given.Length == 0 && person.Family.Length == 0)
            {
                faults.Add($"p{i}-given", texts["request.name-missing"]);
            }

            if (person is { IsBirthSaid: true, BirthDate: null })
            {
                faults.Add($"p{i}-day", texts["request.birth-wrong"]);
            }
        }

        return faults;
    }

    internal OpenCaseRequest ToRequest() => new(
        Need.ToRequest() with { FearsOwnState = Fears },
        [.. Persons.Select((p, i) => p.ToPerson(i == 0 ? Contact : null, i == 0 ? SafeContact : null, AuthorityOf(i)))],
        Party, Place: Place);

    /// <summary>Whoever fills it in is the first person, except for a child alone.</summary>
    private string? AuthorityOf(int place) => (Whom, place) switch
    {
        ("child", _) => "parent",
        ("household", 0) => null,
        ("household", _) => "none",
        _ => "self",
    };
}

/// <summary>One person as typed. Names are taken in any script, and in the parts that the own state asks for.</summary>
public sealed record PersonFields(string Given, string Family, string Day, string Month, string Year)
{
    public static PersonFields Empty { get; } = new("", "", "", "", "");

    public bool IsBirthSaid => Day.Length + Month.Length + Year.Length > 0;

    public DateOnly? BirthDate =>
        int.TryParse(Year, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is > 1800 and < 2200
        && int.TryParse(Month, NumberStyles.None, CultureInfo.InvariantCulture, out var month) && month is >= 1 and <= 12
        && int.TryParse(Day, NumberStyles.None, CultureInfo.InvariantCulture, out var day) && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new DateOnly(year, month, day)
            : null;

    public string Name => $"{Given} {Family}".Trim();

    internal static PersonFields Read(IFormCollection form, int place)
    {
        return new PersonFields(Part("given"), Part("family"), Part("day"), Part("month"), Part("year"));

        string Part(string part) => form[$"p{place}-{part}"].ToString().Trim();
    }

    internal static PersonFields Of(PersonContract person)
    {
        var (name, born) = (person.Names is [var used, ..] ? used : null, person.BirthDate);

        return new PersonFields(name?.Given ?? name?.Text ?? "", name?.Family ?? "", Number(born?.Day), Number(born?.Month), Number(born?.Year));

        static string Number(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
    }

    internal IEnumerable<(string Name, string? Value)> Hidden(int place) =>
        [($"p{place}-given", Given), ($"p{place}-family", Family), ($"p{place}-day", Day), ($"p{place}-month", Month), ($"p{place}-year", Year)];

    internal PersonContract ToPerson(string? contact, string? safeContact, string? authority) => new(
        [new PersonNameContract(null, Given: Given, Family: Family)], BirthDate, Contact: contact, SafeContact: safeContact, Authority: authority);
}

/// <summary>A request with what is wrong in it and the names that its page says.</summary>
public sealed record RequestModel(RequestForm Form, Faults Faults, string Nationality, string In, string Service, string? Party);
