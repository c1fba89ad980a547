namespace SharedConsular.Contracts;

/// <summary>A list of those whom a host state lets pass.</summary>
/// <param name="Format"><c>csv</c>, <c>hxl</c> or <c>pfif</c>, as for the import of households.</param>
/// <param name="Place">Where they may pass.</param>
/// <param name="On">On which day.</param>
public sealed record ImportHostListRequest(string? Format, string? Content, string? Place, DateOnly? On);

/// <param name="OnRegister">Lines that are certainly somebody of the register; her household sees that she is on the list.</param>
/// <param name="ToCheck">Lines that may be somebody; a person looks.</param>
/// <param name="NotPassed">Of those on the register, who has not left yet.</param>
public sealed record HostListResponse(
    string Id, string Place, DateOnly On, DateTimeOffset ImportedAt, int Lines, int OnRegister, int ToCheck, int NotPassed,
    IReadOnlyList<HostListEntryResponse> Entries);

/// <param name="Outcome"><c>on_register</c>, <c>to_check</c> or <c>unknown</c>.</param>
/// <param name="SettledAt">When somebody looked at it and said who it is; null when the platform did.</param>
public sealed record HostListEntryResponse(
    int Line, string Outcome, string? Household, int? Member, string? Disposition, bool Passed, DateTimeOffset? SettledAt = null);

/// <summary>Whom a line is; both left out: nobody of the register.</summary>
/// <param name="Member">Her number in the household.</param>
public sealed record SettleListedLineRequest(string? Household, int? Member);

public sealed record NoShowReportResponse(string Crisis, IReadOnlyList<NoShowLineResponse> Lines);

/// <param name="Offered">Seats that plans offered to the state's people on this movement.</param>
/// <param name="Boarded">Those of them that were boarded.</param>
/// <param name="DidNotCome">Confirmed seats whose people were not at the gate.</param>
public sealed record NoShowLineResponse(string Movement, string State, int Offered, int Boarded, int DidNotCome);

/// <summary>That a household is on the list of a host state.</summary>
/// <param name="Members">Their numbers in the household.</param>
public sealed record ListingResponse(string Place, DateOnly On, IReadOnlyList<int> Members, string? Text);
