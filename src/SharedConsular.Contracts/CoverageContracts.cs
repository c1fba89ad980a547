namespace SharedConsular.Contracts;

/// <summary>Who would serve a state's nationals, by place and service.</summary>
public sealed record CoverageResponse(
    string State,
    DateOnly On,
    string World,
    CoverageSummary Summary,
    IReadOnlyList<CoverageRow> Rows,
    string? Next);

/// <param name="OwnPost">Pairs of place and service served by a post of its own there, or accredited to it.</param>
/// <param name="Partner">Pairs served by another party or a shared centre.</param>
/// <param name="AbroadOnly">Pairs for which the person must travel to a third state.</param>
public sealed record CoverageSummary(int Places, int Services, int OwnPost, int Partner, int AbroadOnly, int Nobody);

/// <param name="Kind">The kind of the first option, or <c>nobody</c>.</param>
public sealed record CoverageRow(string Place, string Service, string Kind, string? Party, string? Post, string? City, string? Instrument, int Options);

/// <summary>What would change if posts closed or an agreement came into force.</summary>
/// <param name="ClosedPosts">Ids of posts taken away.</param>
/// <param name="EndedAgreements">Ids of agreements taken away.</param>
/// <param name="DraftAgreement">An agreement file (YAML) taken as if it were in force.</param>
/// <param name="Place">Only this receiving state; all when left out.</param>
/// <param name="Service">Only this service; all when left out.</param>
public sealed record WhatIfRequest(
    string? State,
    string? Place = null,
    string? Service = null,
    DateOnly? On = null,
    IReadOnlyList<string>? ClosedPosts = null,
    IReadOnlyList<string>? EndedAgreements = null,
    string? DraftAgreement = null);

public sealed record WhatIfResponse(
    string State, DateOnly On, CoverageSummary Before, CoverageSummary After, IReadOnlyList<CoverageChange> Changes, bool MoreChanges);

public sealed record CoverageChange(CoverageRow Before, CoverageRow After);
