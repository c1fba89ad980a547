using System.Collections.Immutable;

namespace SharedConsular.Runtime;

/// <summary>What has to be written when one state follows another: only the differences.</summary>
internal static class StateChanges
{
    /// <exception cref="InvalidOperationException">A viewer has two rows in one list.</exception>
    public static List<RowChange> OfRows(ImmutableArray<ListRow> before, ImmutableArray<ListRow> after)
    {
        var changes = new List<RowChange>(after.Length);
        (object? Line, byte[] Body) written = (null, []);
        foreach (var row in after)
        {
            if (after.Count(r => IsSamePlace(r, row)) > 1)
            {
                throw new InvalidOperationException($"A viewer has two rows of one entity in the list {row.List}.");
            }

            if (!before.Contains(row))
            {
                // The same line often stands in two lists of one viewer, one behind the other.
                written = ReferenceEquals(written.Line, row.Body) ? written : (row.Body, StoredJson.Write(row.Body));
                changes.Add(new RowChange(row.Viewer, row.List, row.Sort, row.Terms, written.Body, Removed: false));
            }
        }

        foreach (var row in before)
        {
            if (!after.Any(r => IsSamePlace(r, row)))
            {
                changes.Add(RowChange.Remove(row.Viewer, row.List));
            }
        }

        return changes;
    }

    public static List<ClockChange> OfClocks(ImmutableArray<Clock> before, ImmutableArray<Clock> after)
    {
        var changes = new List<ClockChange>(after.Length);
        foreach (var clock in after)
        {
            if (!before.Contains(clock))
            {
                changes.Add(new ClockChange(clock.Name, clock.DueAt));
            }
        }

        foreach (var clock in before)
        {
            if (!after.Any(c => c.Name == clock.Name))
            {
                changes.Add(new ClockChange(clock.Name, null));
            }
        }

        return changes;
    }

    private static bool IsSamePlace(ListRow row, ListRow other) => row.Viewer == other.Viewer && row.List == other.List;
}
