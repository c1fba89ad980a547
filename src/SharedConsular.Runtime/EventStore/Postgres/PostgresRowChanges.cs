namespace SharedConsular.Runtime.Postgres;

/// <summary>How a batch changes list rows and the terms they are found by, from what lies there to what shall.</summary>
internal sealed class PostgresRowChanges(PostgresFindings found)
{
    private const char TermSeparator = '\u001f';

    /// <summary>What each row shall be in the end; null takes it away.</summary>
    private readonly Dictionary<(EntityKey Key, string Viewer, string List), RowChange?> _after = [];

    public void Add(EntityKey key, in RowChange change) =>
        _after[(key, change.Viewer, change.List)] = change.Removed ? null : change;

    public IEnumerable<PostgresStatement> Write()
    {
        var (removed, kept, added) = (new List<Place>(), new List<(Place Place, RowChange Row)>(), new List<(Place Place, RowChange Row)>());
        var (termsRemoved, termsAdded) = (new List<(Place Place, string Term)>(), new List<(Place Place, string Term)>());
        foreach (var (of, row) in _after)
        {
            (string Sort, string Terms)? before = found.Rows.TryGetValue(of, out var lies) ? lies : null;
            var termsBefore = before is null ? [] : SplitTerms(before.Value.Terms);
            if (before is { } there && row is { } same && same.Sort == there.Sort)
            {
                var place = new Place(of.Key, of.Viewer, of.List, same.Sort);
                kept.Add((place, same));
                termsRemoved.AddRange(termsBefore.Except(same.Terms).Select(t => (place, t)));
                termsAdded.AddRange(same.Terms.Except(termsBefore).Select(t => (place, t)));
                continue;
            }

            if (before is { } gone)
            {
                var place = new Place(of.Key, of.Viewer, of.List, gone.Sort);
                removed.Add(place);
                termsRemoved.AddRange(termsBefore.Select(t => (place, t)));
            }

            if (row is { } anew)
            {
                var place = new Place(of.Key, of.Viewer, of.List, anew.Sort);
                added.Add((place, anew));
                termsAdded.AddRange(anew.Terms.Distinct().Select(t => (place, t)));
            }
        }

        return new (int Count, Func<PostgresStatement> Write)[]
        {
            (removed.Count, () => Remove(removed)), (kept.Count, () => Update(kept)), (added.Count, () => Insert(added)),
            (termsRemoved.Count, () => RemoveTerms(termsRemoved)), (termsAdded.Count, () => InsertTerms(termsAdded)),
        }.Where(s => s.Count > 0).Select(s => s.Write());
    }

    public static string[] SplitTerms(string terms) => terms.Split(TermSeparator, StringSplitOptions.RemoveEmptyEntries);

    private static PostgresStatement Remove(List<Place> places) => Bind(
        new PostgresStatement("""
            DELETE FROM list_rows r USING unnest($1, $2, $3, $4, $5, $6) AS k(tenant, type, id, viewer, list, sort)
            WHERE r.viewer = k.viewer AND r.list = k.list AND r.sort = k.sort AND r.id = k.id AND r.tenant = k.tenant AND r.type = k.type
            """), places);

    private static PostgresStatement Update(List<(Place Place, RowChange Row)> rows) => BindRows(
        new PostgresStatement("""
            UPDATE list_rows r SET terms = k.terms, body = k.body
            FROM unnest($1, $2, $3, $4, $5, $6, $7, $8) AS k(tenant, type, id, viewer, list, sort, terms, body)
            WHERE r.viewer = k.viewer AND r.list = k.list AND r.sort = k.sort AND r.id = k.id AND r.tenant = k.tenant AND r.type = k.type
            """), rows);

    private static PostgresStatement Insert(List<(Place Place, RowChange Row)> rows) => BindRows(
        new PostgresStatement("""
            INSERT INTO list_rows(tenant, type, id, viewer, list, sort, terms, body) SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8)
            """), rows);

    private static PostgresStatement RemoveTerms(List<(Place Place, string Term)> terms) => Bind(
        new PostgresStatement("""
            DELETE FROM list_terms t USING unnest($1, $2, $3, $4, $5, $6, $7) AS k(tenant, type, id, viewer, list, sort, term)
            WHERE t.viewer = k.viewer AND t.list = k.list AND t.term = k.term AND t.sort = k.sort AND t.id = k.id AND t.tenant = k.tenant
                AND t.type = k.type
            """), [.. terms.Select(t => t.Place)]).Texts(terms.Select(t => t.Term));

    private static PostgresStatement InsertTerms(List<(Place Place, string Term)> terms) => Bind(
        new PostgresStatement("""
            INSERT INTO list_terms(tenant, type, id, viewer, list, sort, term) SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7)
            ON CONFLICT DO NOTHING
            """), [.. terms.Select(t => t.Place)]).Texts(terms.Select(t => t.Term));

    private static PostgresStatement BindRows(PostgresStatement statement, List<(Place Place, RowChange Row)> rows) =>
        Bind(statement, [.. rows.Select(r => r.Place)])
            .Texts(rows.Select(r => string.Join(TermSeparator, r.Row.Terms))).Blobs(rows.Select(r => r.Row.Body));

    private static PostgresStatement Bind(PostgresStatement statement, List<Place> places) =>
        statement.Keys([.. places.Select(p => p.Key)]).Texts(places.Select(p => p.Viewer)).Texts(places.Select(p => p.List))
            .Texts(places.Select(p => p.Sort));

    private readonly record struct Place(EntityKey Key, string Viewer, string List, string Sort);
}
