using System.Collections.Immutable;
using System.Reflection;

namespace SharedConsular;

/// <summary>
/// Marks what says something about a person. In the store it is sealed under that person's key, and reads as
/// <see cref="Erased"/> once the key is gone.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class PersonalAttribute : Attribute
{
    /// <summary>Whether a property carries the mark, itself or as a parameter of its record.</summary>
    public static bool Marks(PropertyInfo property) =>
        property.IsDefined(typeof(PersonalAttribute))
        || (property.DeclaringType?.GetConstructors().SelectMany(c => c.GetParameters())
            .Any(p => p.Name == property.Name && p.IsDefined(typeof(PersonalAttribute))) ?? false);
}

/// <summary>A stored record about one person: what is personal in it is sealed under that person's own key.</summary>
public interface IPersonRecord
{
    /// <summary>Whose key; null means that of the entity it stands in.</summary>
    string? Subject { get; }
}

/// <summary>Whose data an entity holds. Each of them has a key there; one who is no longer named is forgotten and the key destroyed.</summary>
/// <param name="Own">Whose key seals what stands in no record of one person; null when nobody's does any more.</param>
/// <param name="Subjects">All of them.</param>
/// <param name="WrappedBy">Whose key wraps theirs where it may not be that of the tenant the entity is of, because they fear it.</param>
public sealed record PersonsHeld(string? Own, ImmutableArray<string> Subjects, TenantId? WrappedBy = null)
{
    public static PersonsHeld Nobody { get; } = new(null, []);
}

/// <summary>What stands in the place of a text whose key was destroyed. A date reads as none.</summary>
public static class Erased
{
    public const string Text = "[erased]";
}
