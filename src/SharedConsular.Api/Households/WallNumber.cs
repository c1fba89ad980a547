using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using SharedConsular.Households;

namespace SharedConsular.Api.Households;

/// <summary>A number of the wall, as what all who are counted in it have in common.</summary>
internal sealed record WallNumber
{
    [FromQuery(Name = "disposition")]
    public string? Disposition { get; init; }

    /// <summary>Whose share their seats are in.</summary>
    [FromQuery(Name = "state")]
    public string? State { get; init; }

    [FromQuery(Name = "class")]
    public int? Class { get; init; }

    /// <summary>Organiser and id: those it has a seat for, or who travelled with it.</summary>
    [FromQuery(Name = "movement")]
    public string? Movement { get; init; }

    [FromQuery(Name = "alarm")]
    public string? Alarm { get; init; }

    /// <summary>Only who was not heard from for three days.</summary>
    [FromQuery(Name = "silent")]
    public bool? Silent { get; init; }

    /// <summary>The list of a host state, by its id.</summary>
    [FromQuery(Name = "listed")]
    public string? Listed { get; init; }

    /// <summary>The minute (UTC) in which they registered, such as 2026-11-30T09:05.</summary>
    [FromQuery(Name = "intake")]
    public string? Intake { get; init; }

    /// <summary>The minute (UTC) in which their offer lapses if nobody answers.</summary>
    [FromQuery(Name = "lapses")]
    public string? Lapses { get; init; }

    /// <summary>Finds the households in which somebody is counted in it.</summary>
    public ImmutableArray<string> Terms
    {
        get
        {
            var byState = State is not null && Disposition is not null;

            return
            [
                .. Term("state", byState ? $"{State}:{Disposition}" : State),
                .. Term("disposition", byState ? null : Disposition),
                .. Term("class", Class?.ToString(CultureInfo.InvariantCulture)),
                .. Term("movement", Movement),
                .. Term("alarm", Alarm),
                .. Term("listed", Listed),
                .. Term("intake", Intake),
                .. Term("lapses", Lapses),
                .. Silent is true ? [HouseholdRow.Silent] : Array.Empty<string>(),
            ];
        }
    }

    /// <summary>Whether this one of a household so found is counted in it.</summary>
    public bool Counts(Household household, HouseholdMember member) =>
        (Disposition is null || Words.Of(member.Disposition) == Disposition)
        && (State is null || household.StateOf(member).Value == State)
        && (Movement is null || (household.Promise is null ? member.HasTravelled : member.IsWaiting))
        && (Alarm is null || household.IsUnaccompanied(member))
        && (Listed is null || household.Listings.Any(l => l.List == Listed && l.Members.Contains(member.Number)))
        && ((Silent is not true && Lapses is null) || member.IsWaiting);

    private static IEnumerable<string> Term(string name, string? value) => string.IsNullOrEmpty(value) ? [] : [$"{name}:{value}"];
}
