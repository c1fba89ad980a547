using SharedConsular.Api.Requests;
using SharedConsular.Contracts;
using SharedConsular.Routing;

namespace SharedConsular.Api.Routing;

/// <summary>Turns a request into a question the router can answer, naming every fault of it.</summary>
internal static class RoutingQuestions
{
    /// <summary>More than any person is known to hold.</summary>
    private const int NationalitiesMax = 8;

    /// <summary>Questions about days further off than this are slips of the pen.</summary>
    private const int YearsAwayMax = 25;

    public static RoutingQuery? Parse(RoutingRequest request, World world, DateOnly today, FaultList faults, string at = "#")
    {
        var nationalities = Nationalities(request, world, faults, at);
        var place = faults.State($"{at}/in", request.In, world);
        var service = faults.Service($"{at}/service", request.Service, world);
        var urgency = faults.Word<Urgency>($"{at}/urgency", request.Urgency, Urgency.Routine);
        var day = Day(request.On, today, faults, at);
        var near = faults.Position($"{at}/near", request.Near?.Latitude, request.Near?.Longitude);
        var familyOf = faults.OptionalState($"{at}/familyOf", request.FamilyOf, world);
        var recognisedBy = faults.OptionalState($"{at}/recognisedBy", request.RecognisedBy, world);
        if (nationalities.Count == 0 && request.FamilyOf is null && request.RecognisedBy is null)
        {
            faults.Add($"{at}/nationalities", "missing", "Name at least one nationality, or the state the person is linked to.");
        }

        return faults.Any ? null : new RoutingQuery(
            [.. nationalities], place, service!, day, urgency, near, familyOf, recognisedBy,
            request.FearsOwnState, request.PersonObjects, request.HelpCompromisedByRedirect);
    }

    /// <summary>The request with everything that was implied written out: what is stored, and read again by a replay.</summary>
    public static RoutingRequest Normalise(RoutingQuery query) => new(
        [.. query.Nationalities.Select(n => new NationalityRequest(n.State.Value, Words.Of(n.Proof)))],
        query.In.Value,
        query.Service.Id,
        Words.Of(query.Urgency),
        query.On,
        query.Near is { } near ? new PositionRequest(near.Latitude, near.Longitude) : null,
        query.FamilyOf?.Value,
        query.RecognisedBy?.Value,
        query.FearsOwnState,
        query.PersonObjects,
        query.HelpCompromisedByRedirect);

    private static List<Nationality> Nationalities(RoutingRequest request, World world, FaultList faults, string at)
    {
        faults.AtMost($"{at}/nationalities", request.Nationalities, NationalitiesMax);
        var nationalities = new List<Nationality>();
        foreach (var (nationality, i) in (request.Nationalities ?? []).Take(NationalitiesMax).Select((n, i) => (n, i)))
        {
            var state = faults.State($"{at}/nationalities/{i}/state", nationality?.State, world);
            var proof = faults.Word($"{at}/nationalities/{i}/proof", nationality?.Proof, (NationalityProof?)NationalityProof.Documented);
            if (nationalities.Any(n => n.State == state))
            {
                faults.Add($"{at}/nationalities/{i}/state", "twice", "This nationality is named twice.");
            }

            nationalities.Add(new Nationality(state, proof));
        }

        return nationalities;
    }

    private static DateOnly Day(DateOnly? on, DateOnly today, FaultList faults, string at)
    {
        if (on is { } day && Math.Abs(day.DayNumber - today.DayNumber) > YearsAwayMax * 366)
        {
            faults.Add($"{at}/on", "too-far-off", "Ask about a day within 25 years of today.");
        }

        return on ?? today;
    }
}
