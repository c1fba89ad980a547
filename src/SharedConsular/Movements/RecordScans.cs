using System.Collections.Immutable;
using SharedConsular.Households;

namespace SharedConsular.Movements;

/// <summary>
/// What a gate scanned since it last had a network, all at once. Tokens were verified before; whether the person has a place,
/// and who was first, only the movement knows. A scan that comes too late or for nobody's place leaves no event.
/// </summary>
public sealed record RecordScans(string Gate, ImmutableArray<PassedScan> Scans) : MovementCommand
{
    /// <summary>What a gate passes in five minutes (DOMAIN 4.2: 2,700 an hour).</summary>
    public const int ScansMax = 250;

    private protected override bool IsForStaff => true;

    private protected override Decision<MovementEvent> DecideAllowed(Movement movement, DecisionContext context)
    {
        var events = ImmutableArray.CreateBuilder<MovementEvent>();
        foreach (var scan in Scans.OrderBy(s => s.ScannedAt))
        {
            if (movement.FindHold(scan.Household) is { } hold && hold.HasPlaceFor(scan.Member)
                && (movement.IsOpen || hold.FindCheckIn(scan.Member) is not null))
            {
                var passed = CheckInMembers.Pass(hold, [scan.Member], Gate, scan.ScannedAt, context);
                movement = passed.Aggregate(movement, Movement.Type.Evolve);
                events.AddRange(passed);
            }
        }

        return events.ToImmutable();
    }
}

/// <summary>One person at one gate, with a token that was good.</summary>
public sealed record PassedScan(HouseholdName Household, int Member, DateTimeOffset ScannedAt);
