using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace SharedConsular.Runtime.Tests;

internal abstract record DossierCommand;

internal sealed record Enrol(string Subject, string Name, DateOnly? Born) : DossierCommand;

internal sealed record Remark(string Text) : DossierCommand;

internal sealed record Forget(string Subject) : DossierCommand;

internal sealed record Entrust(TenantId To) : DossierCommand;

internal abstract record DossierEvent;

[StoredAs("enrolled")]
internal sealed record Enrolled(DossierPerson Person) : DossierEvent;

[StoredAs("remarked")]
internal sealed record Remarked([Personal] string Text) : DossierEvent;

[StoredAs("forgotten")]
internal sealed record Forgotten(string Subject) : DossierEvent;

[StoredAs("entrusted")]
internal sealed record Entrusted(TenantId To) : DossierEvent;

internal sealed record DossierPerson(string? Subject, [Personal] string Name, [Personal] DateOnly? Born) : IPersonRecord;

internal sealed record DossierRow([Personal] string Name, int Count, [property: JsonIgnore] string? Subject = null) : IPersonRecord;

/// <summary>Something about several people: each record under its person's key, remarks under the first one's.</summary>
internal sealed record Dossier(ImmutableArray<DossierPerson> Persons, ImmutableArray<DossierRemark> Remarks, ImmutableArray<string> Gone, TenantId? KeptBy = null)
{
    public static readonly EntityType<Dossier, DossierCommand, DossierEvent> Type = new(
        "dossier", new Dossier([], [], []), Decide, Evolve)
    {
        Rows = static (key, dossier) => dossier.Persons.FirstOrDefault(p => !dossier.Gone.Contains(p.Subject!)) is { } first
            ? [new ListRow("au", "dossiers", key.Id, [$"name:{first.Name}"], new DossierRow(first.Name, dossier.Persons.Length, first.Subject))]
            : [],
        Persons = static dossier => new PersonsHeld(
            dossier.Persons.FirstOrDefault() is { } first && !dossier.Gone.Contains(first.Subject!) ? first.Subject : null,
            [.. dossier.Persons.Select(p => p.Subject!).Except(dossier.Gone)],
            dossier.KeptBy),
    };

    public static EntityKey Key(string id, string tenant = "au") => new(TenantId.Get(tenant), "dossier", id);

    private static Decision<DossierEvent> Decide(Dossier dossier, DossierCommand command, DecisionContext context) => command switch
    {
        Enrol enrol => new Enrolled(new DossierPerson(enrol.Subject, enrol.Name, enrol.Born)),
        Remark remark => new Remarked(remark.Text),
        Forget forget => new Forgotten(forget.Subject),
        Entrust entrust => new Entrusted(entrust.To),
        _ => throw new NotSupportedException("A dossier does not know this command."),
    };

    private static Dossier Evolve(Dossier dossier, DossierEvent @event) => @event switch
    {
        Enrolled enrolled => dossier with { Persons = dossier.Persons.Add(enrolled.Person) },
        Remarked remarked => dossier with { Remarks = dossier.Remarks.Add(new DossierRemark(remarked.Text)) },
        Forgotten forgotten => dossier with { Gone = dossier.Gone.Add(forgotten.Subject) },
        Entrusted entrusted => dossier with { KeptBy = entrusted.To },
        _ => throw new NotSupportedException("A dossier does not evolve on this event."),
    };
}

internal sealed record DossierRemark([Personal] string Text);
