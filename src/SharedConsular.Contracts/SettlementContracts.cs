namespace SharedConsular.Contracts;

/// <param name="Id">Made by who disputes; the same one sent twice is one.</param>
/// <param name="Cost">The id of the cost.</param>
/// <param name="Note">In words that name nobody.</param>
public sealed record DisputeCostRequest(string? Id, string? Cost, string? Note);

public sealed record SettleDisputeRequest(string? Id, string? Outcome);

/// <summary>Who owes what to whom for a crisis, each currency for itself. All amounts are in its smallest unit.</summary>
/// <param name="Payments">The few payments that settle all balances.</param>
public sealed record StatementResponse(
    string Crisis,
    DateTimeOffset At,
    IReadOnlyList<MovementBillResponse> Movements,
    IReadOnlyList<StateBalanceResponse> States,
    IReadOnlyList<NetPaymentResponse> Payments,
    IReadOnlyList<DisputeResponse> Disputes);

/// <param name="Contributed">By mechanisms, deducted before states share.</param>
/// <param name="FareMax">What a passenger may be asked for at most: the fare matches the cost.</param>
public sealed record MovementBillResponse(
    string Movement,
    string Currency,
    long Cost,
    long Contributed,
    long ToShare,
    int Persons,
    long? FareMax,
    bool Disputed,
    IReadOnlyList<StateShareResponse> Shares);

public sealed record StateShareResponse(string State, int Persons, long MinorUnits);

/// <param name="Paid">As organiser, contributions deducted.</param>
/// <param name="Net">Above zero it is owed to the state, below the state owes it.</param>
public sealed record StateBalanceResponse(string State, string Currency, int Persons, long Paid, long Share, long Net);

public sealed record NetPaymentResponse(string From, string To, string Currency, long MinorUnits);

public sealed record DisputeResponse(string Movement, string Id, string Cost, string Party, string Note, string? Settled);
