using System.Collections.Immutable;
using System.Diagnostics;

namespace SharedConsular.Services;

/// <summary>The services a tenant gives in its own way: each a version of a catalogue template, with its own fees.</summary>
public sealed record ServiceBook(
    TenantId? State,
    ImmutableSortedDictionary<string, Service> Services,
    ImmutableSortedDictionary<string, int> Versions,
    ImmutableArray<Fee> Fees)
{
    public static EntityType<ServiceBook, ServiceCommand, ServiceEvent> Type { get; } = new(
        Name: "service-book",
        Initial: new ServiceBook(
            null,
            ImmutableSortedDictionary<string, Service>.Empty.WithComparers(StringComparer.Ordinal),
            ImmutableSortedDictionary<string, int>.Empty.WithComparers(StringComparer.Ordinal),
            []),
        Decide: (book, command, context) => command.Decide(book, context),
        Evolve: (book, @event) => book.Evolve(@event));

    public static EntityKey KeyOf(TenantId tenant) => new(tenant, Type.Name, "services");

    private ServiceBook Evolve(ServiceEvent @event) => @event switch
    {
        ServiceAdopted adopted => this with
        {
            State = adopted.State,
            Services = Services.SetItem(adopted.Service.Id, adopted.Service),
            Versions = Versions.SetItem(adopted.Service.Id, Versions.GetValueOrDefault(adopted.Service.Id) + 1),
            Fees = [.. Fees.Where(f => f.Service != adopted.Service.Id), .. adopted.Fees.IsDefault ? [] : adopted.Fees],
        },
        ServiceGivenUp givenUp => this with
        {
            Services = Services.Remove(givenUp.ServiceId),
            Fees = [.. Fees.Where(f => f.Service != givenUp.ServiceId)],
        },
        _ => throw new UnreachableException($"ServiceBook does not evolve on {@event.GetType().Name}."),
    };
}

/// <summary>Something a tenant decides about the services it gives.</summary>
public abstract record ServiceCommand
{
    private protected ServiceCommand() { }

    internal abstract Decision<ServiceEvent> Decide(ServiceBook book, DecisionContext context);
}

/// <summary>What a tenant decided about its services. This is the stored format: add to it, never rename or remove.</summary>
public abstract record ServiceEvent
{
    private protected ServiceEvent() { }
}

[StoredAs("service-adopted")]
public sealed record ServiceAdopted(TenantId State, Service Service, ImmutableArray<Fee> Fees, DateTimeOffset AdoptedAt) : ServiceEvent;

[StoredAs("service-given-up")]
public sealed record ServiceGivenUp(string ServiceId, DateTimeOffset GivenUpAt) : ServiceEvent;

public static class ServiceRefusals
{
    public static readonly Refusal NotFound =
        new(RefusalKind.NotFound, "service.not-found", "There is no such service.");

    public static readonly Refusal NotAdopted =
        new(RefusalKind.Conflict, "service.not-adopted", "Your state has no version of its own of this service.");

    public static readonly Refusal MoreShared =
        new(RefusalKind.Invalid, "service.more-shared", "What only the own state's officers may do can't be shared by a catalogue; it needs an agreement.");
}
