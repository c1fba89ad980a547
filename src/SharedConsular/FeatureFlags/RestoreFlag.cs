namespace SharedConsular.FeatureFlags;

/// <summary>Gives up what was set: it is on again, everywhere.</summary>
public sealed record RestoreFlag(Feature Flag) : FlagCommand
{
    internal override Decision<FlagEvent> Decide(FlagBook book, DecisionContext context) =>
        book.Find(Flag) is null ? Decision.NoChange<FlagEvent>() : new FlagRestored(Words.Of(Flag), context.Caller.User, context.Now);
}
