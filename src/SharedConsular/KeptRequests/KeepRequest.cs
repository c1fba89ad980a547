namespace SharedConsular.KeptRequests;

/// <summary>Keeps what a person has written so far, in place of what was kept before; from now on it is kept for the full time again.</summary>
/// <param name="Text">As it would be sent. Nobody reads it here, so half a sentence is as good as a whole one.</param>
public sealed record KeepRequest(string Text, string FollowHash) : KeptRequestCommand
{
    internal override Decision<KeptRequestEvent> Decide(KeptRequest request, DecisionContext context) =>
        request is { IsKept: false, Writings: > 0 } ? KeptRequestRefusals.NoMatch.With($"{KeptRequest.KeptFor.TotalDays}") // Erased is for good.
        : request.Writings >= KeptRequest.WritingsMax ? KeptRequestRefusals.TooOften.With($"{KeptRequest.WritingsMax}")
        : new KeptRequestWritten(Text, FollowHash, context.Now + KeptRequest.KeptFor, context.Now);
}
