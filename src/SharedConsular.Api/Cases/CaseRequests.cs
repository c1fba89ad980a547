using System.Collections.Immutable;
using SharedConsular.Access;
using SharedConsular.Api.Requests;
using SharedConsular.Cases;
using SharedConsular.Contracts;
using SharedConsular.Routing;
using SharedConsular.Tenants;

namespace SharedConsular.Api.Cases;

/// <summary>Reads what a request says about the persons of a case and about the option it goes to.</summary>
internal static class CaseRequests
{
    /// <summary>One person writes a name in at most this many scripts.</summary>
    private const int NamesMax = 6;
    private const int NationalitiesMax = 8;
    private const int KindsMax = 30;

    /// <summary>Nobody alive was born earlier than this many years ago.</summary>
    private const int AgeYearsMax = 130;

    public static ImmutableArray<PersonDetails> Persons(
        IReadOnlyList<PersonContract>? persons, ImmutableArray<Nationality> fallback, World world, DateOnly today, FaultList faults)
    {
        if (persons is null or { Count: 0 })
        {
            faults.Add("#/persons", "missing", "Name at least one person.");
            return [];
        }

        faults.AtMost("#/persons", persons, OpenCase.PersonsMax);

        return [.. persons.Take(OpenCase.PersonsMax).Select((p, i) => Person(p, fallback, $"#/persons/{i}", world, today, faults))];
    }

    /// <summary>The option the case goes to: the one named, else the caller's own party, else the first.</summary>
    public static RoutingOption? Choose(RoutingAnswer answer, string? party, string? post, Caller caller) =>
        party is not null || post is not null
            ? answer.Options.FirstOrDefault(o => (party is null || o.Party.Value == party) && (post is null || o.Post.Id == post))
            : (caller.Role is Role.National ? null : answer.Options.FirstOrDefault(o => o.Party == caller.Tenant))
                ?? answer.Options.FirstOrDefault();

    public static ImmutableArray<string> Kinds(IReadOnlyList<string>? kinds, FaultList faults)
    {
        if (kinds is null or { Count: 0 })
        {
            faults.Add("#/kinds", "missing", "Name at least one paper.");
            return [];
        }

        faults.AtMost("#/kinds", kinds, KindsMax);

        return [.. kinds.Take(KindsMax).Select((k, i) => faults.Text($"#/kinds/{i}", k))];
    }

    /// <summary>Whoever says the parts only has them joined as her state writes them.</summary>
    private static PersonName Name(PersonNameContract? name, NameOrder order, string at, FaultList faults)
    {
        var (given, family) = (Part("given", name?.Given), Part("family", name?.Family));
        var (father, mother) = (Part("father", name?.Father), Part("mother", name?.Mother));
        var text = string.IsNullOrWhiteSpace(name?.Text) ? NameRules.Join(order, given, family, father) : name.Text;

        return new PersonName(faults.Text($"{at}/text", text), faults.OptionalText($"{at}/script", name?.Script, 4) ?? Scripts.Of(text))
        {
            Given = given,
            Family = family,
            Father = father,
            Mother = mother,
        };

        string? Part(string part, string? said) => said is null ? null : faults.OptionalText($"{at}/{part}", said) ?? "";
    }

    private static PersonDetails Person(
        PersonContract? person, ImmutableArray<Nationality> fallback, string at, World world, DateOnly today, FaultList faults)
    {
        if (person?.Names is not { Count: > 0 } names)
        {
            faults.Add($"{at}/names", "missing", "A person has at least one name; write what is known.");
            return new PersonDetails([], null, []);
        }

        faults.AtMost($"{at}/names", names, NamesMax);
        faults.AtMost($"{at}/nationalities", person.Nationalities, NationalitiesMax);
        if (person.BirthDate is { } born && (born > today || born < today.AddYears(-AgeYearsMax)))
        {
            faults.Add($"{at}/birthDate", "impossible-date", "Nobody is born in the future or more than 130 years ago.");
        }

        ImmutableArray<Nationality> states = person.Nationalities is { } nationalities
            ? [.. nationalities.Take(NationalitiesMax).Select((n, i) => new Nationality(
                faults.State($"{at}/nationalities/{i}/state", n?.State, world),
                faults.Word($"{at}/nationalities/{i}/proof", n?.Proof, (NationalityProof?)NationalityProof.Documented)))]
            : fallback;
        var order = states.Select(n => world.FindSettings(n.State)?.Profile.NameRules.Order).FirstOrDefault(o => o is not null) ?? NameOrder.GivenFirst;

        return new PersonDetails(
            [.. names.Take(NamesMax).Select((n, i) => Name(n, order, $"{at}/names/{i}", faults))],
            person.BirthDate,
            states,
            faults.OptionalText($"{at}/contact", person.Contact),
            faults.OptionalText($"{at}/safeContact", person.SafeContact),
            faults.Word($"{at}/authority", person.Authority, (FilingAuthority?)FilingAuthority.Self),
            faults.OptionalText($"{at}/authorityNote", person.AuthorityNote))
        {
            Reach = person.Reach is { } rule ? Reach(rule, $"{at}/reach", faults) : null,
        };
    }

    /// <summary>What must be heeded in reaching a person.</summary>
    public static SafeContact Reach(SetSafeContactRequest rule, string at, FaultList faults)
    {
        var (channels, known) = (rule.Channels ?? [], Enum.GetValues<ContactChannel>().Length);
        faults.AtMost($"{at}/channels", channels, known);
        if (SafeContact.ZoneOf(rule.TimeZone) is null)
        {
            faults.Add($"{at}/timeZone", "unknown-time-zone", "Name a time zone of the IANA list, for example Pacific/Fiji.");
        }

        if (rule.From is not null != rule.To is not null)
        {
            faults.Add($"{at}/to", "half-a-window", "Give both the first and the last minute, or neither.");
        }

        return new SafeContact(
            [.. channels.Take(known).Select((c, i) => faults.Word<ContactChannel>($"{at}/channels/{i}", c))],
            rule.From, rule.To, rule.TimeZone ?? "", faults.OptionalText($"{at}/language", rule.Language, TenantId.LengthMax), rule.NeutralWords,
            faults.OptionalText($"{at}/avoid", rule.Avoid))
        {
            CodeWords = faults.OptionalText($"{at}/codeWords", rule.CodeWords, TenantId.LengthMax),
        };
    }
}
