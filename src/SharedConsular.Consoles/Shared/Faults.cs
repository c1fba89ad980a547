using SharedConsular.Contracts;

namespace SharedConsular.Consoles.Shared;

/// <summary>What is wrong in a form, field by field, in the order of the fields.</summary>
public sealed class Faults
{
    private readonly List<(string Field, string Text)> _all = [];

    public bool Any => _all.Count > 0;

    public IReadOnlyList<(string Field, string Text)> All => _all;

    public void Add(string field, string text) => _all.Add((field, text));

    /// <summary>What is wrong in one field; null when nothing is.</summary>
    public string? Of(string field) => _all.Find(f => f.Field == field).Text;

    /// <summary>What the API found wrong, at the fields of the form that became those places of the request.</summary>
    /// <param name="problem">The API's answer.</param>
    /// <param name="fieldOf">The field for a JSON pointer; null for a place that is no field.</param>
    /// <param name="first">The field that stands for all others.</param>
    public static Faults From(ProblemResponse problem, Func<string, string?> fieldOf, string first)
    {
        var faults = new Faults();
        foreach (var fault in problem.Errors ?? [])
        {
            faults.Add(fieldOf(fault.Pointer) ?? first, fault.Detail);
        }

        if (!faults.Any)
        {
            faults.Add(first, problem.Detail ?? problem.Title ?? problem.Code ?? "");
        }

        return faults;
    }
}
