using System.Text.Json;
using SharedConsular.Agreements;
using SharedConsular.Cases;
using SharedConsular.Crises;
using SharedConsular.Households;
using SharedConsular.Movements;
using SharedConsular.Posts;
using SharedConsular.Runtime;
using SharedConsular.Services;
using SharedConsular.Staff;
using SharedConsular.Tenants;

namespace SharedConsular.Cluster.Tests.Placement;

/// <summary>What a node of the same build reads of a command is what another wrote.</summary>
public sealed class PlacedCommandTests
{
    private static readonly EntityTypes Types = new EntityTypes()
        .Register(Case.Type).Register(Household.Type).Register(Movement.Type).Register(Crisis.Type).Register(TenantBook.Type)
        .Register(PostBook.Type).Register(ServiceBook.Type).Register(StaffBook.Type).Register(ServiceAccountBook.Type).Register(AgreementRecord.Type);

    private static readonly JsonSerializerOptions Json = PlacementJson.OptionsFor(Types);

    private static readonly Dictionary<Type, string> Kinds = new()
    {
        [typeof(CaseCommand)] = Case.Type.Name,
        [typeof(HouseholdCommand)] = Household.Type.Name,
        [typeof(MovementCommand)] = Movement.Type.Name,
        [typeof(CrisisCommand)] = Crisis.Type.Name,
        [typeof(TenantCommand)] = TenantBook.Type.Name,
        [typeof(PostCommand)] = PostBook.Type.Name,
        [typeof(ServiceCommand)] = ServiceBook.Type.Name,
        [typeof(StaffCommand)] = StaffBook.Type.Name,
        [typeof(ServiceAccountCommand)] = ServiceAccountBook.Type.Name,
        [typeof(AgreementCommand)] = AgreementRecord.Type.Name,
    };

    public static TheoryData<Type> Commands =>
        [.. typeof(Case).Assembly.GetTypes().Where(t => !t.IsAbstract && Kinds.Keys.Any(t.IsAssignableTo))];

    [Theory, MemberData(nameof(Commands))]
    public void A_command_arrives_as_it_was_sent(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        var kind = Kinds.Single(k => type.IsAssignableTo(k.Key)).Value;
        var sent = new PlacedCommand(new EntityKey(TenantId.Get("ee"), kind, "one"), Specimen.Of(type), "key", "fingerprint", 3);

        var arrived = JsonSerializer.Deserialize<PlacedCommand>(JsonSerializer.Serialize(sent, Json), Json)!;

        Assert.Equal(type, arrived.Command?.GetType());
        Assert.Equal(Everything(sent.Command!), Everything(arrived.Command!));
        Assert.Equal(sent with { Command = null }, arrived with { Command = null });
    }

    [Fact]
    public void A_command_of_another_build_arrives_without_its_content()
    {
        var sent = new PlacedCommand(new EntityKey(TenantId.Get("ee"), StaffBook.Type.Name, "staff"), new RemoveStaffMember(new UserId("one")), null, null, null);
        var text = JsonSerializer.Serialize(sent, Json)
            .Replace(typeof(StaffBook).Module.ModuleVersionId.ToString(), Guid.Empty.ToString(), StringComparison.Ordinal);

        Assert.Null(JsonSerializer.Deserialize<PlacedCommand>(text, Json)!.Command);
    }

    [Fact]
    public void Only_commands_of_the_entity_are_made_from_what_arrives()
    {
        var sent = new PlacedCommand(new EntityKey(TenantId.Get("ee"), StaffBook.Type.Name, "staff"), new RemoveStaffMember(new UserId("one")), null, null, null);
        var text = JsonSerializer.Serialize(sent, Json).Replace(typeof(RemoveStaffMember).FullName!, typeof(EndCrisis).FullName!, StringComparison.Ordinal);

        Assert.Null(JsonSerializer.Deserialize<PlacedCommand>(text, Json)!.Command);
    }

    /// <summary>All that can be read of a value, whatever is written of it: reading the JSON alone would miss what it leaves out.</summary>
    private static string Everything(object value) => Describe(value, 0);

    private static string Describe(object? value, int depth) => value switch
    {
        null => "-",
        string text => text,
        System.Collections.IEnumerable many => $"[{string.Join(',', many.Cast<object?>().Select(v => Describe(v, depth + 1)))}]",
        _ when value.GetType().Assembly != typeof(Case).Assembly || value.GetType().IsEnum => $"{value}",
        _ => $"{value.GetType().Name}{{{string.Join(';', value.GetType().GetProperties().Where(p => p.GetIndexParameters() is [] && p.CanWrite)
            .Select(p => $"{p.Name}={Describe(p.GetValue(value), depth + 1)}"))}}}",
    };
}
