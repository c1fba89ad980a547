namespace SharedConsular.Api.Requests;

/// <summary>What a request can have wrong before any command is asked.</summary>
internal static class RequestRefusals
{
    public static readonly Refusal Malformed =
        new(RefusalKind.Invalid, "request.malformed", "The body is not the JSON this address expects.");

    public static readonly Refusal TooLarge =
        new(RefusalKind.Invalid, "request.too-large", "The body is larger than {0} bytes.");

    public static readonly Refusal NotJson =
        new(RefusalKind.Invalid, "request.not-json", "Send the body as application/json.");

    public static readonly Refusal Faulty =
        new(RefusalKind.Invalid, "request.faulty", "Some of what was sent can't be used; each fault is named.");

    public static readonly Refusal KeyMissing =
        new(RefusalKind.Invalid, "idempotency.key-missing", "Send an Idempotency-Key header, so that a second attempt does not open a second case.");

    public static readonly Refusal KeyMalformed =
        new(RefusalKind.Invalid, "idempotency.key-malformed", "An Idempotency-Key has 1 to {0} visible ASCII characters.");

    public static readonly Refusal TagMalformed =
        new(RefusalKind.Invalid, "request.if-match-malformed", "If-Match carries the ETag of an earlier answer, for example \"3\".");

    public static readonly Refusal NotFound =
        new(RefusalKind.NotFound, "request.not-found", "There is nothing at this address.");

    public static readonly Refusal MethodNotAllowed =
        new(RefusalKind.NotAllowed, "request.method-not-allowed", "This address does not take that method.");

    public static readonly Refusal NotSignedIn =
        new(RefusalKind.NotAllowed, "caller.not-signed-in", "Sign in first: this needs a token.");

    public static readonly Refusal SignInUnreachable =
        new(RefusalKind.NotAllowed, "caller.sign-in-unreachable", "Your sign-in service does not answer, so your token can't be checked; try again later.");

    public static readonly Refusal NotInScope =
        new(RefusalKind.NotAllowed, "caller.not-in-scope", "The service account was not given the scope that this address needs.");

    public static readonly Refusal TokenWithoutParty =
        new(RefusalKind.NotAllowed, "caller.token-without-party", "The token names no tenant and role that this platform knows.");

    public static readonly Refusal TooMany =
        new(RefusalKind.NotAllowed, "request.too-many", "Too many requests came from this address; wait a minute and try again.");

    public static readonly Refusal CallerTooMany =
        new(RefusalKind.NotAllowed, "caller.too-many", "You ask more often than one login may; wait a little and try again.");

    public static readonly Refusal TenantTooMany =
        new(RefusalKind.NotAllowed, "tenant.too-many", "Your party asks more often than one party may; wait a little and try again.");

    public static readonly Refusal ShareUsed =
        new(RefusalKind.NotAllowed, "platform.share-used", "The platform is busy and your party has its share. Nothing was stored; try again soon.");

    public static readonly Refusal IntakeBusy =
        new(RefusalKind.NotAllowed, "intake.busy", "Very many people register now. Nothing was stored yet; try again shortly, your place in the row is kept.");

    public static readonly Refusal NotStored =
        new(RefusalKind.NotAllowed, "platform.not-stored", "What you sent could not be stored. Nothing was changed; try again later.");

    public static readonly Refusal NodeLost =
        new(RefusalKind.NotAllowed, "node.lost", "It is not known whether this was stored. Look before you send it again.");

    public static readonly Refusal Broken =
        new(RefusalKind.NotAllowed, "platform.fault", "Something went wrong on our side. Nothing you sent was lost without an answer; try again.");

    public static readonly Refusal Overloaded =
        new(RefusalKind.NotAllowed, "platform.overloaded", "Too many people are asking at once. Nothing was stored; try again in a few seconds.");
}
