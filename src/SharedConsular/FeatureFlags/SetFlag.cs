using System.Collections.Immutable;

namespace SharedConsular.FeatureFlags;

/// <summary>Turns something off, on, or on in part, from now on.</summary>
public sealed record SetFlag(Feature Flag, int SharePercent, ImmutableArray<TenantId> Places, string Reason) : FlagCommand
{
    private const int All = 100;

    internal override Decision<FlagEvent> Decide(FlagBook book, DecisionContext context)
    {
        if (SharePercent is < 0 or > All)
        {
            return FlagRefusals.Share;
        }

        ImmutableArray<TenantId> places = [.. Places.Distinct().Order()];

        return book.Find(Flag) is { } now && now.SharePercent == SharePercent && now.Places.SequenceEqual(places)
            ? Decision.NoChange<FlagEvent>()
            : new FlagSet(Words.Of(Flag), SharePercent, places, Reason, context.Caller.User, context.Now);
    }
}
