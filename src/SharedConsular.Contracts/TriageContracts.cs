namespace SharedConsular.Contracts;

/// <summary>What ranking everybody who waits anew came to.</summary>
/// <param name="Households">How many were ranked.</param>
/// <param name="Moved">How many have another class or place than before; the first of them follow.</param>
/// <param name="Classes">How many households each class has now.</param>
public sealed record TriageRunResponse(
    string Id,
    string Crisis,
    DateTimeOffset At,
    string PolicyVersion,
    int? Instruction,
    int Households,
    int Moved,
    int Unranked,
    IReadOnlyDictionary<string, int> Classes,
    IReadOnlyList<MovedHouseholdResponse> First);

/// <param name="Reasons">The rules that hold for it now, by name.</param>
public sealed record MovedHouseholdResponse(
    string Household, int? ClassBefore, int? RankBefore, int? Class, int? Rank, string? PolicyBefore, IReadOnlyList<string> Reasons);

/// <summary>A record, and others that may be of the same household.</summary>
public sealed record MatchLineResponse(string Reference, string Home, IReadOnlyList<ProposedMatchResponse> Others);

/// <param name="Evidence">What spoke for and against it, in words; never what was compared.</param>
public sealed record ProposedMatchResponse(string Reference, string Home, int ScorePercent, IReadOnlyList<string> Evidence);
