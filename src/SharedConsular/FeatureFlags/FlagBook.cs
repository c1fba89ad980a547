using System.Collections.Immutable;
using System.Diagnostics;
using SharedConsular.Cases;

namespace SharedConsular.FeatureFlags;

/// <summary>What a party set its flags to; the installation has such a book too, and something is on only where both let it be.</summary>
public sealed record FlagBook(ImmutableSortedDictionary<string, FlagSetting> Settings)
{
    public const int PlacesMax = 300;

    public static EntityType<FlagBook, FlagCommand, FlagEvent> Type { get; } = new(
        Name: "flag-book",
        Initial: new FlagBook(ImmutableSortedDictionary<string, FlagSetting>.Empty.WithComparers(StringComparer.Ordinal)),
        Decide: (book, command, context) => command.Decide(book, context),
        Evolve: (book, @event) => book.Evolve(@event));

    public static EntityKey KeyOf(TenantId tenant) => new(tenant, Type.Name, "flags");

    /// <summary>What somebody set it to; null when nobody did, and it is on.</summary>
    public FlagSetting? Find(Feature flag) => Settings.GetValueOrDefault(Words.Of(flag));

    /// <summary>A flag that no release knows any more stays where it was written.</summary>
    private FlagBook Evolve(FlagEvent @event) => @event switch
    {
        FlagSet set => new FlagBook(Settings.SetItem(set.Flag, new FlagSetting(set.SharePercent, set.Places, set.Reason, set.By, set.SetAt))),
        FlagRestored restored => new FlagBook(Settings.Remove(restored.Flag)),
        _ => throw new UnreachableException($"FlagBook does not evolve on {@event.GetType().Name}."),
    };
}

/// <param name="SharePercent">Of a hundred households or cases, how many it is on for; always the same ones. 0 is off.</param>
/// <param name="Places">The states in which it is on; none named means everywhere.</param>
public sealed record FlagSetting(int SharePercent, ImmutableArray<TenantId> Places, string Reason, UserId By, DateTimeOffset SetAt)
{
    public ImmutableArray<TenantId> Places { get; init; } = Places.OrEmpty();
}

/// <summary>Something asked of a party's flags.</summary>
public abstract record FlagCommand
{
    private protected FlagCommand() { }

    internal abstract Decision<FlagEvent> Decide(FlagBook book, DecisionContext context);
}

/// <summary>What happened to a party's flags. This is the stored format: add to it, never rename or remove.</summary>
public abstract record FlagEvent
{
    private protected FlagEvent() { }
}

[StoredAs("flag-set")]
public sealed record FlagSet(string Flag, int SharePercent, ImmutableArray<TenantId> Places, string Reason, UserId By, DateTimeOffset SetAt) : FlagEvent
{
    public ImmutableArray<TenantId> Places { get; init; } = Places.OrEmpty();
}

/// <summary>It is as if nobody had ever set it.</summary>
[StoredAs("flag-restored")]
public sealed record FlagRestored(string Flag, UserId By, DateTimeOffset RestoredAt) : FlagEvent;

public static class FlagRefusals
{
    public static readonly Refusal NotFound = new(RefusalKind.NotFound, "flag.not-found", "There is no such flag.");

    public static readonly Refusal Share = new(RefusalKind.Invalid, "flag.share", "A share is a whole number from 0, which is off, to 100.");

    public static readonly Refusal FollowingIsOff =
        new(RefusalKind.NotAllowed, "follow.off", "Cases can't be followed by a secret at the moment. Sign in, or ask the post that serves you.");

    public static readonly Refusal TextIntakeIsOff =
        new(RefusalKind.NotAllowed, "text.off", "Nobody is registered by text message here at the moment. Use the form, or ask somebody to do it for you.");
}
