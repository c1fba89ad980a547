using System.Collections.Immutable;
using SharedConsular.Api.Cases;
using SharedConsular.Api.Requests;
using SharedConsular.Cases;
using SharedConsular.Contracts;
using SharedConsular.Crises;
using SharedConsular.Households;
using SharedConsular.Languages;
using SharedConsular.Routing;

namespace SharedConsular.Api.Households;

/// <summary>Reads what a request says about a household.</summary>
internal static class HouseholdRequests
{
    public const int PlaceLengthMax = 100;

    private const int NamesMax = 6;
    private const int NationalitiesMax = 8;
    private const int AgeYearsMax = 130;
    private const int DocumentLengthMax = 60;

    /// <summary>The registration that is asked for; null when something of it can't be used.</summary>
    public static RegisterHousehold? Parse(RegisterHouseholdRequest request, string crisisId, Crisis crisis, World world, DateOnly today, FaultList faults)
    {
        var members = Members(request.Members, world, today, faults);
        var assemblies = Assemblies(request.Assemblies, faults);
        var whereabouts = faults.OptionalText("#/whereabouts", request.Whereabouts);
        var contact = faults.OptionalText("#/contact", request.Contact);
        var through = faults.Word("#/through", request.Through, (RegisteredBy?)RegisteredBy.Self);
        var registeredBy = faults.OptionalText("#/registeredBy", request.RegisteredBy);
        var home = HomeOf(members, request.FearsOwnState, crisis);
        if (home is null && !faults.Any)
        {
            faults.Add("#/fearsOwnState", "nobody-to-keep-it", "No party of this crisis can keep the record of this household; ask any of its posts.");
        }

        var language = LanguageOf(request.Language, faults);

        return faults.Any ? null : new RegisterHousehold(
            crisisId, home!, members, whereabouts, assemblies, request.ReadyAt, contact, request.FearsOwnState, request.ShareWithLead, through, registeredBy,
            FollowHash: "")
        {
            Language = language,
        };
    }

    /// <summary>One that the platform writes in; null when none was named.</summary>
    public static string? LanguageOf(string? named, FaultList faults)
    {
        var language = named?.Trim().ToLowerInvariant();
        if (language is not null && !Sentences.LanguagesSpoken.Contains(language))
        {
            var known = string.Join(", ", Sentences.LanguagesSpoken);
            faults.Add("#/language", "unknown-word", $"Use one of: {known}.", known);
        }

        return language;
    }

    public static ImmutableArray<string> Assemblies(IReadOnlyList<string>? places, FaultList faults)
    {
        faults.AtMost("#/assemblies", places, Household.AssembliesMax);

        return [.. (places ?? []).Take(Household.AssembliesMax).Select((p, i) => faults.Text($"#/assemblies/{i}", p, PlaceLengthMax)).Distinct()];
    }

    /// <summary>
    /// Who keeps the record: the state of the first nationality; a party of the crisis that is none of them when the household
    /// fears its own state, or shows no nationality.
    /// </summary>
    private static TenantId? HomeOf(ImmutableArray<HouseholdMember> members, bool fears, Crisis crisis)
    {
        var nationalities = members.SelectMany(m => m.Nationalities).Select(n => n.State).ToList();

        return fears || nationalities.Count == 0 ? crisis.Leads.Concat(crisis.JointTeam).FirstOrDefault(p => !nationalities.Contains(p)) : nationalities[0];
    }

    private static ImmutableArray<HouseholdMember> Members(
        IReadOnlyList<HouseholdMemberContract>? members, World world, DateOnly today, FaultList faults)
    {
        if (members is null or { Count: 0 })
        {
            faults.Add("#/members", "missing", "Name at least one person.");
            return [];
        }

        faults.AtMost("#/members", members, Household.MembersMax);

        return [.. members.Take(Household.MembersMax).Select((m, i) => Member(m, i, world, today, faults))];
    }

    private static HouseholdMember Member(HouseholdMemberContract? member, int index, World world, DateOnly today, FaultList faults)
    {
        var at = $"#/members/{index}";
        if (member?.Names is not { Count: > 0 } names)
        {
            faults.Add($"{at}/names", "missing", "A person has at least one name; write what is known.");
            return new HouseholdMember(index + 1, [], null, [], PlaceKind.Seat, false, null, null);
        }

        faults.AtMost($"{at}/names", names, NamesMax);
        faults.AtMost($"{at}/nationalities", member.Nationalities, NationalitiesMax);
        if (member.BirthDate is { } born && (born > today || born < today.AddYears(-AgeYearsMax)))
        {
            faults.Add($"{at}/birthDate", "impossible-date", "Nobody is born in the future or more than 130 years ago.");
        }

        return new HouseholdMember(
            index + 1,
            [.. names.Take(NamesMax).Select((n, i) => new PersonName(
                faults.Text($"{at}/names/{i}/text", n?.Text), faults.OptionalText($"{at}/names/{i}/script", n?.Script, 4) ?? Scripts.Of(n?.Text)))],
            member.BirthDate,
            [.. (member.Nationalities ?? []).Take(NationalitiesMax).Select((n, i) => new Nationality(
                faults.State($"{at}/nationalities/{i}/state", n?.State, world),
                faults.Word($"{at}/nationalities/{i}/proof", n?.Proof, (NationalityProof?)NationalityProof.Claimed)))],
            faults.Word($"{at}/place", member.Place, (PlaceKind?)PlaceKind.Seat),

            // Who may be a child is treated as one: a date decides, else what was said, else whether an adult is named for her.
            member.BirthDate is { } birth ? HouseholdMember.IsMinorOn(birth, today) : member.Minor ?? member.Adult is not null,
            member.Adult,
            faults.OptionalText($"{at}/document", member.Document, DocumentLengthMax));
    }
}
