using SharedConsular.Retention;

namespace SharedConsular.KeptRequests;

/// <summary>Erases what is kept: on her word, or when its time is over. A second time it changes nothing.</summary>
public sealed record EraseKeptRequest(ErasureGround Ground) : KeptRequestCommand
{
    internal override Decision<KeptRequestEvent> Decide(KeptRequest request, DecisionContext context)
    {
        // A clock may come late, when she has written on meanwhile.
        var isTooEarly = Ground is ErasureGround.RetentionEnded && context.Now < request.Until;

        return !request.IsKept || isTooEarly ? Decision.NoChange<KeptRequestEvent>() : new KeptRequestErased(Ground, context.Now);
    }
}
