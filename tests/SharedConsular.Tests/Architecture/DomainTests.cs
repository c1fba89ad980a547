using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using SharedConsular.Cases;

namespace SharedConsular.Tests.Architecture;

public sealed partial class DomainTests
{
    private static readonly Assembly Domain = typeof(Case).Assembly;

    /// <summary>Technical rooms. In <c>SharedConsular.Services</c> a service is what a consulate gives, so it is none.</summary>
    private static readonly string[] NamesForbidden =
        ["Commands", "Handlers", "Dtos", "Models", "Services", "Interfaces", "Helpers", "Utils", "Common", "Managers"];

    public static TheoryData<Type> Events =>
        [.. Domain.GetTypes().Where(t => t is { IsAbstract: false } && t.BaseType is { IsAbstract: true } b && b.Name.EndsWith("Event", StringComparison.Ordinal))];

    public static TheoryData<Type> CaseEvents =>
        [.. Domain.GetTypes().Where(t => t is { IsAbstract: false } && t.IsSubclassOf(typeof(CaseEvent)))];

    [Fact]
    public void The_domain_depends_on_nothing_but_the_base_library() =>
        Assert.All(Domain.GetReferencedAssemblies(), a => Assert.StartsWith("System.", a.Name, StringComparison.Ordinal));

    [Theory, MemberData(nameof(Events))]
    public void Every_event_has_a_stored_name(Type @event) =>
        Assert.Matches(StoredName(), @event.GetCustomAttribute<StoredAsAttribute>()?.Name ?? "(none)");

    [Fact]
    public void No_two_events_share_a_stored_name() =>
        Assert.Empty(Domain.GetTypes()
            .Select(t => t.GetCustomAttribute<StoredAsAttribute>()?.Name)
            .OfType<string>()
            .GroupBy(n => n)
            .Where(g => g.Count() > 1)
            .Select(g => g.Key));

    [Fact]
    public void A_folder_is_a_business_noun() =>
        Assert.DoesNotContain(
            Domain.GetTypes().Select(t => t.Namespace ?? "").Distinct(),
            n => n != "SharedConsular.Services" && n.Split('.').Intersect(NamesForbidden).Any());

    /// <summary>What shows or tells something and changes nothing.</summary>
    private static readonly CaseAction[] Seen =
        [CaseAction.Read, CaseAction.Follow, CaseAction.TellParty, CaseAction.TellMove, CaseAction.WriteToPerson];

    [Fact]
    public void Every_command_is_a_line_of_the_table_and_every_line_a_command() =>
        Assert.Equal(
            CaseActions.Table.Select(r => r.Action).Except(Seen).Order(),
            Domain.GetTypes()
                .Where(t => t.IsSubclassOf(typeof(CaseCommand)))
                .Select(t => ((CaseCommand)System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(t)).Action)
                .Distinct() // A login and a person are kept from a case by one line.
                .Order());

    [Theory, MemberData(nameof(CaseEvents))]
    public void A_case_evolves_on_every_one_of_its_events(Type @event)
    {
        // Whatever a later release adds to an event is missing from the earlier ones: here everything is.
        var anyEvent = (CaseEvent)JsonSerializer.Deserialize("{}", @event, StoredJson.Options)!;

        Assert.NotNull(Case.Type.Evolve(Case.Type.Initial, anyEvent));
        Assert.NotNull(Case.Type.Evolve(Cases.CaseExamples.InHand().State, anyEvent));
    }

    [GeneratedRegex("^[a-z]+(-[a-z]+)+$")]
    private static partial Regex StoredName();
}
