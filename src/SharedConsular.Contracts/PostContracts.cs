namespace SharedConsular.Contracts;

/// <param name="Code">ISO 3166-1 alpha-2 in lower case.</param>
/// <param name="Names">By language (ISO 639-1); English is always there.</param>
public sealed record StateResponse(string Code, IReadOnlyDictionary<string, string> Names);

/// <param name="FactBasis"><c>found</c>, <c>memory</c>, <c>tenant</c> or <c>proposal</c>.</param>
public sealed record PostResponse(
    string Id,
    string Sending,
    string Country,
    string Kind,
    string City,
    double? Latitude,
    double? Longitude,
    IReadOnlyList<string> Jurisdiction,
    IReadOnlyList<string> Competence,
    IReadOnlyList<string> Serves,
    DateOnly? From,
    DateOnly? To,
    string ConditionToday,
    IReadOnlyList<PostNoticeContract> Notices,
    IReadOnlyList<AccreditationObjectionContract> Objections,
    string FactBasis,
    string Source);

/// <param name="Condition"><c>open</c>, <c>unconfirmed</c> or <c>closed</c>.</param>
public sealed record PostNoticeContract(string? Condition, DateOnly? From, DateOnly? To, string? Note);

/// <summary>A state concerned objects to the post acting in a place (gate G2).</summary>
/// <param name="By">The state that objects: where the post lies, or where it would act.</param>
/// <param name="To">The last day of the objection; null while it was not withdrawn.</param>
public sealed record AccreditationObjectionContract(string By, string Post, string Place, DateOnly? From, DateOnly? To, string Channel);

/// <param name="Place">Where the post may not act; your own state when left out.</param>
/// <param name="Channel">How it was told, for example a note verbale.</param>
public sealed record ObjectToPostRequest(string? Post, string? Place = null, DateOnly? From = null, string? Channel = null);

/// <param name="Place">Where the post may act again; your own state when left out.</param>
public sealed record WithdrawPostObjectionRequest(string? Post, string? Place = null, DateOnly? LastDay = null);

/// <summary>A state's word about a post of its own; the whole of it, not a part.</summary>
/// <param name="Kind"><c>embassy</c>, <c>consulate</c>, <c>honorary</c>, <c>shared_centre</c>, <c>mobile_round</c> or <c>remote_desk</c>.</param>
/// <param name="Competence">For an honorary consul: the services it declared.</param>
/// <param name="Serves">For a shared centre: the states it serves; empty means all that gave a mandate.</param>
/// <param name="Note">Where this is known from.</param>
public sealed record RecordPostRequest(
    string? Country,
    string? Kind,
    string? City,
    PositionRequest? Position = null,
    IReadOnlyList<string>? Jurisdiction = null,
    IReadOnlyList<string>? Competence = null,
    IReadOnlyList<string>? Serves = null,
    DateOnly? From = null,
    DateOnly? To = null,
    IReadOnlyList<PostNoticeContract>? Notices = null,
    string? Note = null);
