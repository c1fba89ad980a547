using System.Collections.Immutable;

namespace SharedConsular.Runtime.Tests;

internal abstract record LedgerCommand;

internal sealed record Deposit(int Amount, string Note = "") : LedgerCommand;

internal sealed record Withdraw(int Amount) : LedgerCommand;

internal sealed record SetReminder(DateTimeOffset At) : LedgerCommand;

internal sealed record Remind : LedgerCommand;

/// <summary>Answers a clock without stopping it: a mistake the runtime must survive.</summary>
internal sealed record Ignore : LedgerCommand;

internal sealed record Break : LedgerCommand;

internal abstract record LedgerEvent;

[StoredAs("deposited")]
internal sealed record Deposited(int Amount, string Note) : LedgerEvent;

[StoredAs("withdrawn")]
internal sealed record Withdrawn(int Amount) : LedgerEvent;

[StoredAs("reminder-set")]
internal sealed record ReminderSet(DateTimeOffset At) : LedgerEvent;

[StoredAs("reminded")]
internal sealed record Reminded : LedgerEvent;

internal enum LedgerStatus
{
    Empty,
    Filled,
}

internal sealed record LedgerRow(int Balance, LedgerStatus Status);

internal sealed record Ledger(
    int Balance, int Reminders, DateTimeOffset? ReminderAt, ImmutableArray<int> Amounts,
    ImmutableSortedDictionary<TenantId, DateOnly> Seen)
{
    public static readonly Refusal TooLittle = new(RefusalKind.Conflict, "ledger.too-little", "Only {0} is left.");

    public static readonly EntityType<Ledger, LedgerCommand, LedgerEvent> Type = new(
        "ledger", new Ledger(0, 0, null, [], ImmutableSortedDictionary<TenantId, DateOnly>.Empty), Decide, Evolve)
    {
        Rows = static (key, ledger) => ledger.Rows(key),
        Tallies = static (key, ledger) => [new Tally(key.Tenant.Value, "ledgers", 1), new Tally(key.Tenant.Value, "balance", ledger.Balance)],
        Clocks = static ledger => ledger.ReminderAt is { } at ? [new Clock("reminder", at)] : [],
        Messages = static (key, _, @event) => @event switch
        {
            Withdrawn withdrawn => [new OutboxMessage("withdrawn", key.Id, withdrawn)],
            Reminded reminded => [new OutboxMessage("reminded", key.Id, reminded)],
            _ => [],
        },
        OnClock = static _ => new Remind(),
    };

    public static EntityKey Key(string id, string tenant = "au") => new(TenantId.Get(tenant), "ledger", id);

    private static Decision<LedgerEvent> Decide(Ledger ledger, LedgerCommand command, DecisionContext context) =>
        command switch
        {
            Deposit { Amount: 0 } => Decision.NoChange<LedgerEvent>(),
            Deposit deposit => new Deposited(deposit.Amount, deposit.Note),
            Withdraw withdraw when withdraw.Amount > ledger.Balance => TooLittle.With($"{ledger.Balance}"),
            Withdraw withdraw => new Withdrawn(withdraw.Amount),
            SetReminder reminder => new ReminderSet(reminder.At),
            Remind when ledger.ReminderAt is null || ledger.ReminderAt > context.Now =>
                Decision.NoChange<LedgerEvent>(),
            Remind => new Reminded(),
            Ignore => Decision.NoChange<LedgerEvent>(),
            _ => throw new NotSupportedException("A ledger does not know this command."),
        };

    private static Ledger Evolve(Ledger ledger, LedgerEvent @event) => @event switch
    {
        Deposited deposited => ledger with
        {
            Balance = ledger.Balance + deposited.Amount,
            Amounts = [.. ledger.Amounts.TakeLast(9), deposited.Amount],
            Seen = ledger.Seen.SetItem(TenantId.Get("au"), new DateOnly(2027, 3, 1)),
        },
        Withdrawn withdrawn => ledger with { Balance = ledger.Balance - withdrawn.Amount },
        ReminderSet set => ledger with { ReminderAt = set.At },
        Reminded => ledger with { Reminders = ledger.Reminders + 1, ReminderAt = null },
        _ => throw new NotSupportedException("A ledger does not evolve on this event."),
    };

    private ImmutableArray<ListRow> Rows(EntityKey key)
    {
        var status = Balance == 0 ? LedgerStatus.Empty : LedgerStatus.Filled;
        var row = new ListRow(
            key.Tenant.Value, "ledgers", $"{Balance:D8}",
            [$"status:{status}", $"parity:{Balance % 2}", $"name:{key.Id}", $"name:x{key.Id}"],
            new LedgerRow(Balance, status));

        return Balance > 100 ? [row, row with { Viewer = "auditor", List = "large" }] : [row];
    }
}
