using System.Collections.Immutable;
using System.Globalization;
using SharedConsular.Posts;
using SharedConsular.Retention;
using SharedConsular.Routing;
using SharedConsular.Services;

namespace SharedConsular.Tenants;

public enum SettingChangeKind
{
    Added,
    Changed,
    Ended,
}

/// <summary>One difference between two versions of a folder.</summary>
/// <param name="File">The file it is written in.</param>
/// <param name="Item">What it is about, such as <c>post tv-fj-suva</c>.</param>
/// <param name="Field">Which part of it; null when all of it came or went.</param>
/// <param name="Period">From when to when it holds by its own word; else from the moment it is applied.</param>
public sealed record SettingChange(SettingChangeKind Kind, string File, string Item, string? Field, string? From, string? To, Period Period);

/// <summary>What applying a folder would change.</summary>
public static class TenantPlan
{
    private const string Nothing = "";

    /// <param name="before">What is in force; null when nothing was ever applied.</param>
    public static ImmutableArray<SettingChange> Between(TenantSettings? before, TenantSettings after)
    {
        var old = (before is null ? [] : ItemsOf(before)).ToDictionary(i => i.Name, StringComparer.Ordinal);
        var changes = ImmutableArray.CreateBuilder<SettingChange>();
        foreach (var item in ItemsOf(after))
        {
            if (!old.Remove(item.Name, out var known))
            {
                changes.Add(new SettingChange(SettingChangeKind.Added, item.File, item.Name, null, null, item.Summary, item.Period));
                continue;
            }

            foreach (var (field, value) in item.Fields)
            {
                var was = known.Fields.FirstOrDefault(f => f.Field == field).Value ?? Nothing;
                if (was != value)
                {
                    changes.Add(new SettingChange(SettingChangeKind.Changed, item.File, item.Name, field, was, value, item.Period));
                }
            }
        }

        changes.AddRange(old.Values.Select(i => new SettingChange(SettingChangeKind.Ended, i.File, i.Name, null, i.Summary, null, i.Period)));

        return [.. changes.OrderBy(c => c.File, StringComparer.Ordinal).ThenBy(c => c.Item, StringComparer.Ordinal)];
    }

    /// <summary>Whether two versions of a service differ in their number only.</summary>
    internal static bool SameService(Service a, Service b) =>
        ItemOf(a).Fields.SequenceEqual(ItemOf(b).Fields);

    private static IEnumerable<SettingItem> ItemsOf(TenantSettings settings) =>
    [
        ItemOf(settings.Profile),
        .. settings.Issuers.Select(ItemOf),
        .. settings.Posts.Select(ItemOf),
        .. settings.Services.Select(ItemOf),
        .. settings.Fees.Select(ItemOf),
        .. (settings.Preference?.Rules ?? []).Select(ItemOf),
        .. settings.Retention.Select(ItemOf),
        .. settings.Protocols.Select(p => new SettingItem("protocols.yaml", $"protocol {p}", Period.Always, [("adopted", "true")])),
        .. settings.Staff.Select((s, i) => new SettingItem(
            "staff.yaml", $"staff {s.Issuer ?? "any"} {s.Group}", Period.Always, [("role", Words.Of(s.Role)), ("place", Text(i + 1))])),
        .. settings.Operators.Select(o => new SettingItem(
            "operators.yaml", $"operator {o.Operator}", Period.Always, [("posts", List(o.Posts)), ("services", List(o.Services))])),
    ];

    private static SettingItem ItemOf(RetentionRule rule) => new("retention.yaml", $"retention {rule.Id}", rule.Period,
    [
        ("keep_days", Text(rule.KeepDays)), ("holder", Words.Of(rule.Holder)), ("priority", Text(rule.Priority)),
        ("agreements", List(rule.Agreements)), ("services", List(rule.Services)), ("categories", List(rule.Categories.Select(Words.Of))),
        ("basis", rule.Basis), ("confidence", Words.Of(rule.Confidence)), ("period", Text(rule.Period)),
    ]);

    private static SettingItem ItemOf(TenantProfile profile) => new("profile.yaml", "profile", Period.Always,
    [
        .. profile.Names.Select(n => ($"names.{n.Key}", n.Value)),
        ("languages", List(profile.Languages)),
        ("branding.short_name", profile.Branding.ShortName),
        ("branding.primary", profile.Branding.Primary),
        ("branding.on_primary", profile.Branding.OnPrimary),
        ("calendar.like", profile.Calendar.Like?.Value ?? Nothing),
        ("calendar.extra", List(profile.Calendar.ExtraHolidays.Select(Words.OfDay))),
        ("name_rules.order", Words.Of(profile.NameRules.Order)),
        ("name_rules.scripts", List(profile.NameRules.Scripts)),
        ("name_rules.required", List(profile.NameRules.Required.Select(Words.Of))),
        ("time_zones", List(profile.TimeZones)),
        ("currencies", List(profile.Currencies)),
    ]);

    private static SettingItem ItemOf(SignInIssuer issuer) => new("signin.yaml", $"issuer {issuer.Id}", Period.Always,
    [
        ("issuer", issuer.Issuer), ("audience", issuer.Audience), ("algorithms", List(issuer.Algorithms)),
        ("subject_claim", issuer.SubjectClaim), ("groups_claim", issuer.GroupsClaim), ("for_nationals", issuer.ForNationals ? "true" : "false"),
    ]);

    private static SettingItem ItemOf(Post post) => new("posts.yaml", $"post {post.Id}", post.Period,
    [
        ("country", post.Country.Value), ("kind", Words.Of(post.Kind)), ("city", post.City), ("at", Text(post.Position)),
        ("jurisdiction", List(post.Jurisdiction)), ("competence", List(post.Competence)), ("serves", List(post.Serves)), ("period", Text(post.Period)),
        ("notices", List(post.Notices.Select(n => $"{Words.Of(n.Condition)} {Text(n.Period)} {n.Note}"))), ("source", post.Source),
    ]);

    private static SettingItem ItemOf(Service service) => new("services.yaml", $"service {service.Id}", service.Period,
    [
        ("names", List(service.Names.Select(n => $"{n.Key}: {n.Value}"))), ("shareable", Words.Of(service.Shareability)),
        ("steps", List(service.Steps)), ("papers", List(service.Papers)), ("presence", service.Presence), ("time", service.TypicalTime),
        ("fee_rule", service.FeeRule), ("note", service.Note), ("needs_person_consent", service.NeedsPersonConsent ? "true" : "false"),
        ("needs_own_state", service.NeedsOwnState ? "true" : "false"), ("period", Text(service.Period)),
    ]);

    private static SettingItem ItemOf(Fee fee) => new(
        "services.yaml",
        $"fee {fee.Service}{(fee.Variant.Length > 0 ? $" {fee.Variant}" : "")}{(fee.EffectiveFrom is { } from ? $" from {Words.OfDay(from)}" : "")}",
        new Period(fee.EffectiveFrom, null),
        [("amount", $"{Text(fee.Amount)} {fee.Currency}"), ("note", fee.Note)]);

    private static SettingItem ItemOf(PreferenceRule rule) => new("routing.yaml", $"rule {rule.Id}", rule.Period,
    [
        ("priority", Text(rule.Priority)), ("tier", Text(rule.Tier)), ("exclude", rule.Exclude ? "true" : "false"),
        ("when", ConditionsOf(rule.When)), ("basis", rule.Basis), ("period", Text(rule.Period)),
    ]);

    private static string ConditionsOf(PreferenceConditions when) => string.Join("; ", new (string Name, string Value)[]
    {
        ("kinds", List(when.Kinds.Select(Words.Of))), ("urgencies", List(when.Urgencies.Select(Words.Of))),
        ("shareabilities", List(when.Shareabilities.Select(Words.Of))), ("categories", List(when.Categories.Select(Words.Of))),
        ("services", List(when.Services)), ("parties", List(when.Parties)), ("places", List(when.Places)),
        ("conditions", List(when.Conditions.Select(Words.Of))), ("completes", when.Completes is { } c ? (c ? "true" : "false") : Nothing),
        ("distance_km_min", Text(when.DistanceKmMin)), ("distance_km_max", Text(when.DistanceKmMax)),
    }.Where(p => p.Value.Length > 0).Select(p => $"{p.Name}: {p.Value}"));

    private static string List<T>(IEnumerable<T> items) => string.Join(", ", items);

    private static string Text(IFormattable? value) => value?.ToString(null, CultureInfo.InvariantCulture) ?? Nothing;

    private static string Text(Position? position) =>
        position is { } at ? string.Create(CultureInfo.InvariantCulture, $"{at.Latitude}, {at.Longitude}") : Nothing;

    private static string Text(Period period) =>
        period == Period.Always ? Nothing : $"{(period.From is { } from ? Words.OfDay(from) : "")}..{(period.To is { } to ? Words.OfDay(to) : "")}";

    /// <summary>One thing in the folder with its fields in a fixed order.</summary>
    private sealed record SettingItem(string File, string Name, Period Period, ImmutableArray<(string Field, string Value)> Fields)
    {
        public string Summary => string.Join("; ", Fields.Where(f => f.Value.Length > 0).Select(f => $"{f.Field}: {f.Value}"));
    }
}
