using System.Collections.Immutable;

namespace SharedConsular.Runtime;

/// <summary>What a viewer wants to see of a list.</summary>
/// <param name="Viewer">Whose list; from the verified token, never from the request.</param>
/// <param name="List">Which list.</param>
public sealed record ListQuery(string Viewer, string List)
{
    /// <summary>A row must have all of these terms.</summary>
    public ImmutableArray<string> Terms { get; init; } = [];

    /// <summary>
    /// A row must have a term that begins with this. Rows then come in the order of that term, then of their place.
    /// </summary>
    public string? Prefix { get; init; }

    public bool Descending { get; init; }

    /// <summary>Entities that stand in this list are left out: of pages, of their lengths and of cursors.</summary>
    public ListName? Without { get; init; }

    /// <summary>Where to go on, from a page of the same list and filters.</summary>
    public string? Cursor { get; init; }

    /// <summary>How many rows to return; more than <see cref="ListReader.PageSizeMax"/> are never returned.</summary>
    public int PageSize { get; init; } = ListReader.PageSizeDefault;
}

/// <param name="Rows">The rows in the order asked for.</param>
/// <param name="Next">The cursor of the rows behind these; null when there are none.</param>
/// <param name="Previous">The cursor of the rows before these; null on the first page.</param>
public sealed record ListPage(ImmutableArray<StoredRow> Rows, string? Next, string? Previous);

/// <summary>A page, or why there is none.</summary>
public abstract record ListAnswer
{
    private ListAnswer() { }

    public sealed record Read(ListPage Page) : ListAnswer;

    public sealed record Refused(Refusal Reason) : ListAnswer;
}

/// <summary>Reads lists, page by page.</summary>
public sealed class ListReader(IEventStore store, KeyRing keys)
{
    public const int PageSizeDefault = 50;
    public const int PageSizeMax = 500;
    public const int TermsMax = 8;

    private readonly ListCursors _cursors = new(store.CursorSecret);

    public async Task<ListAnswer> Read(ListQuery query, CancellationToken ct)
    {
        if (query.Terms.Length > TermsMax)
        {
            return new ListAnswer.Refused(RuntimeRefusals.TooManyTerms.With($"{TermsMax}"));
        }

        var from = query.Cursor is null ? null : _cursors.Find(query, query.Cursor);
        if (query.Cursor is not null && from is null)
        {
            return new ListAnswer.Refused(RuntimeRefusals.CursorNotOfThisList);
        }

        // A page backwards is read from its end, one row further than it is long to see whether it is the first.
        var backwards = from is { Backwards: true };
        var size = Math.Clamp(query.PageSize, 1, PageSizeMax);
        var scan = new ListScan(
            query.Viewer, query.List, query.Terms, query.Prefix, query.Descending != backwards, from?.Place)
        {
            Without = query.Without,
        };
        var found = await store.ReadRows(scan, size + 1, ct).ConfigureAwait(false);
        var rows = found.Take(size).ToList();
        if (backwards)
        {
            rows.Reverse();
        }

        var hasMore = found.Count > size;
        var next = rows.Count > 0 && (backwards || hasMore) ? _cursors.Write(query, rows[^1].Place, false) : null;
        var previous = rows.Count > 0 && (backwards ? hasMore : from is not null)
            ? _cursors.Write(query, rows[0].Place, true)
            : null;

        return new ListAnswer.Read(new ListPage(await keys.Open([.. rows.Select(r => r.Row)], ct).ConfigureAwait(false), next, previous));
    }

    /// <summary>
    /// The row a viewer has of an entity, with the entity's home tenant; null when the viewer does not know of it. What is
    /// sealed in it stays so.
    /// </summary>
    public Task<StoredRow?> FindRow(string viewer, string list, string id, CancellationToken ct) =>
        store.FindRow(viewer, list, id, ct);
}
