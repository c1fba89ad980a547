using System.Collections.Immutable;
using SharedConsular.Policies.Text;
using SharedConsular.Posts;
using SharedConsular.Routing;
using SharedConsular.Services;
using SharedConsular.Tenants;

namespace SharedConsular.Policies;

/// <summary>Preference policies and what receiving states prohibit.</summary>
internal static class RoutingFiles
{
    private const int PriorityMax = 1_000_000;
    private const double DistanceKmMax = 20_100;
    private const int TierMax = 1000;

    public static PreferencePolicy ReadPreferences(Fields root, Vocabulary vocabulary, SourceMap places)
    {
        var id = root.Text("id");
        var policy = new PreferencePolicy(
            id, root.WholeNumber("version", 1, 10_000), vocabulary.FindParty(root, "owner"),
            [.. root.Maps("rules").Select(fields => ReadRule(fields, id, vocabulary, places))]);
        root.End();
        if (!places.Add($"policy:{id}", root.Faults.File, root.LineOf("id")))
        {
            root.Faults.Error("policy.duplicate-id", root.LineOf("id"), $"The policy '{id}' exists already.");
        }

        return policy;
    }

    public static ImmutableArray<LocalLimit> ReadLimits(Fields root, Vocabulary vocabulary, SourceMap places)
    {
        var limits = ImmutableArray.CreateBuilder<LocalLimit>();
        foreach (var fields in root.Maps("limits"))
        {
            var states = vocabulary.Parties(fields, "receiving_states");
            var limit = new LocalLimit(
                TenantId.Installation, vocabulary.ServiceList(fields, "services"), fields.Words<RouteKind>("acting_kinds"),
                fields.Period(), fields.Text("reference"), fields.Word<Confidence>("basis"));
            fields.End();
            if (states.IsEmpty || limit.Services.IsEmpty)
            {
                fields.Faults.Error("policy.missing", fields.Line, "'receiving_states' and 'services' are needed.");
            }

            foreach (var state in states)
            {
                places.Add($"limit:{limits.Count}", root.Faults.File, fields.Line);
                limits.Add(limit with { ReceivingState = state });
            }
        }

        root.End();

        return limits.ToImmutable();
    }

    private static PreferenceRule ReadRule(Fields fields, string policy, Vocabulary vocabulary, SourceMap places)
    {
        var id = fields.Text("id");
        var exclude = fields.FindFlag("exclude") ?? false;
        var rule = new PreferenceRule(
            id,
            fields.Text("basis"),
            fields.Period(),
            fields.WholeNumber("priority", 0, PriorityMax),
            fields.FindMap("when") is { } when ? ReadConditions(when, vocabulary) : new PreferenceConditions(),
            exclude ? fields.FindWholeNumber("tier", 1, TierMax) ?? TierMax : fields.WholeNumber("tier", 1, TierMax),
            exclude);
        fields.End();
        if (!places.Add($"rule:{policy}/{id}", fields.Faults.File, fields.Line))
        {
            fields.Faults.Error("policy.duplicate-id", fields.Line, $"The rule '{id}' exists already in '{policy}'.");
        }

        return rule;
    }

    private static PreferenceConditions ReadConditions(Fields fields, Vocabulary vocabulary)
    {
        var conditions = new PreferenceConditions
        {
            Kinds = fields.Words<RouteKind>("kinds"),
            Urgencies = fields.Words<Urgency>("urgencies"),
            Shareabilities = fields.Words<Shareability>("shareabilities"),
            Categories = fields.Words<ServiceCategory>("categories"),
            Services = vocabulary.ServiceList(fields, "services"),
            Parties = vocabulary.Parties(fields, "parties"),
            Places = vocabulary.Parties(fields, "places"),
            Conditions = fields.Words<PostCondition>("conditions"),
            Completes = fields.FindFlag("completes"),
            DistanceKmMin = fields.FindNumber("distance_km_min", 0, DistanceKmMax),
            DistanceKmMax = fields.FindNumber("distance_km_max", 0, DistanceKmMax),
        };
        fields.End();

        return conditions;
    }
}
