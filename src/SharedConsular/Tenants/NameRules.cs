using System.Collections.Immutable;
using SharedConsular.Cases;

namespace SharedConsular.Tenants;

public enum NameOrder
{
    GivenFirst,
    FamilyFirst,

    /// <summary>One name, or several that are no family name.</summary>
    NoFamilyName,
}

public enum NamePart
{
    Given,
    Family,
    Father,
    Mother,
}

/// <param name="Scripts">In which a name is taken down (ISO 15924), the one of its documents first.</param>
/// <param name="Required">The parts a name must have.</param>
public sealed record NameRules(NameOrder Order, ImmutableArray<string> Scripts, ImmutableArray<NamePart> Required)
{
    /// <summary>What is missing of a person's names; one that has all that is asked, in one of the scripts, is enough.</summary>
    public Refusal? FindRefusalOf(ImmutableArray<PersonName> names)
    {
        var written = names.Where(n => Scripts.IsEmpty || Scripts.Contains(n.Script)).ToArray();

        return written.Length is 0 ? NameRefusals.ScriptMissing.With(string.Join(", ", Scripts))
            : written.Any(n => Required.All(part => n.Find(part) is not null)) ? null
            : NameRefusals.PartMissing.With(string.Join(", ", Required.Select(Words.Of)));
    }

    /// <summary>The name in one line, of its parts in this state's order; empty when none was said.</summary>
    public static string Join(NameOrder order, string? given, string? family, string? father) => string.Join(' ', (order switch
    {
        NameOrder.GivenFirst => new[] { given, family },
        NameOrder.FamilyFirst => [family, given],
        _ => [given, father],
    }).Where(p => !string.IsNullOrEmpty(p)));
}

public static class NameRefusals
{
    public static readonly Refusal ScriptMissing =
        new(RefusalKind.Invalid, "name.script-missing", "The own state takes names down in one of these scripts: {0}.");

    public static readonly Refusal PartMissing =
        new(RefusalKind.Invalid, "name.part-missing", "The own state asks for these parts of a name: {0}. Leave a part empty that the person does not have.");
}
