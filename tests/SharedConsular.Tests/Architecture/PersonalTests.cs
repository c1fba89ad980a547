using System.Reflection;

namespace SharedConsular.Tests.Architecture;

/// <summary>
/// What is stored about a person is sealed. Every text and date of a stored event or state is marked personal, or stands in
/// <c>not-personal.txt</c> because somebody looked at it and it says nothing about anyone.
/// </summary>
public sealed class PersonalTests
{
    private static readonly Assembly Domain = typeof(StoredAsAttribute).Assembly;
    private static readonly string[] Reviewed = Repository.Lines("tests/SharedConsular.Tests/Architecture/not-personal.txt");

    private static readonly List<PropertyInfo> Stored = [.. PropertiesOf(Roots()).DistinctBy(Name)];

    [Fact]
    public void Every_text_that_is_stored_is_sealed_or_was_looked_at() =>
        Repository.FindsNothing(Stored.Where(p => !PersonalAttribute.Marks(p)).Select(Name).Except(Reviewed).Order(StringComparer.Ordinal));

    [Fact]
    public void The_list_of_what_was_looked_at_holds_nothing_else() =>
        Repository.FindsNothing(Reviewed.Except(Stored.Where(p => !PersonalAttribute.Marks(p)).Select(Name)).Order(StringComparer.Ordinal));

    [Fact]
    public void What_can_not_be_sealed_is_not_marked() =>
        Assert.All(
            Domain.GetTypes().SelectMany(t => t.GetProperties()).Where(PersonalAttribute.Marks),
            p => Assert.True(p.PropertyType == typeof(string) || p.PropertyType == typeof(DateOnly?), Name(p)));

    /// <summary>All events, and what entities keep as their state and show in lists.</summary>
    private static IEnumerable<Type> Roots() =>
        Domain.GetTypes().Where(t => t.IsDefined(typeof(StoredAsAttribute), inherit: false))
            .Concat(Domain.GetTypes()
                .SelectMany(t => t.GetProperties(BindingFlags.Static | BindingFlags.Public))
                .Where(p => p.PropertyType is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(EntityType<,,>))
                .Select(p => p.PropertyType.GetGenericArguments()[0]))
            .Append(typeof(SharedConsular.Cases.CaseListRow));

    private static IEnumerable<PropertyInfo> PropertiesOf(IEnumerable<Type> roots)
    {
        var (seen, waiting) = (new HashSet<Type>(), new Queue<Type>(roots));
        while (waiting.TryDequeue(out var type))
        {
            if (!seen.Add(type))
            {
                continue;
            }

            foreach (var property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public).Where(p => p.GetIndexParameters().Length == 0))
            {
                foreach (var part in PartsOf(property.PropertyType))
                {
                    if (part == typeof(string) || part == typeof(DateOnly) || part == typeof(UserId))
                    {
                        yield return property;
                    }
                    else if (part.Assembly == Domain && !part.IsEnum)
                    {
                        waiting.Enqueue(part);
                    }
                }
            }
        }
    }

    private static IEnumerable<Type> PartsOf(Type type) =>
        type.IsGenericType ? type.GetGenericArguments().SelectMany(PartsOf)
        : type.IsArray ? PartsOf(type.GetElementType()!)
        : [type];

    private static string Name(PropertyInfo property) => $"{property.DeclaringType!.Name}.{property.Name}";
}
