using System.Text;

namespace SharedConsular.Runtime.Postgres;

/// <summary>Writes the statement of a list scan; everything a caller says is bound, never written into it.</summary>
internal static class PostgresListQuery
{
    // Sorts behind every text that begins with the same characters.
    private const string LastCharacter = "\U0010FFFF";

    public static PostgresStatement Write(ListScan scan, int countMax)
    {
        var values = new List<string>();
        string Next(string value)
        {
            values.Add(value);

            return $"${values.Count}";
        }

        var byTerm = scan.Prefix is not null || scan.Terms.Count > 0;
        var sql = new StringBuilder($"SELECT t.tenant, t.type, t.id, t.sort, {(byTerm ? "r.body" : "t.body")}, ")
            .Append(scan.Prefix is null ? "'', ''" : "t.term, r.terms").Append(byTerm ? " FROM list_terms t" : " FROM list_rows t");
        if (byTerm)
        {
            sql.Append($" JOIN list_rows r ON {SameRow("r")}");
        }

        sql.Append($" WHERE t.viewer = {Next(scan.Viewer)} AND t.list = {Next(scan.List)}");
        if (scan.Prefix is { } prefix)
        {
            sql.Append($" AND t.term >= {Next(prefix)} AND t.term < {Next(prefix + LastCharacter)}");
        }

        foreach (var (term, index) in scan.Terms.Select((t, i) => (t, i)))
        {
            sql.Append(scan.Prefix is null && index == 0
                ? $" AND t.term = {Next(term)}"
                : $" AND EXISTS (SELECT 1 FROM list_terms e WHERE e.term = {Next(term)} AND {SameRow("e")})");
        }

        if (scan.Without is { } without)
        {
            sql.Append($" AND NOT EXISTS (SELECT 1 FROM list_rows w WHERE w.id = t.id AND w.viewer = {Next(without.Viewer)} AND w.list = {Next(without.List)}"
                + " AND w.tenant = t.tenant AND w.type = t.type)");
        }

        var place = scan.Prefix is null ? "t.sort, t.id, t.tenant, t.type" : "t.term, t.sort, t.id, t.tenant, t.type";
        if (scan.After is { } after)
        {
            var behind = scan.Prefix is null ? "" : $"{Next(after.Term)}, ";
            var beyond = scan.Descending ? "<" : ">";
            sql.Append($" AND ({place}) {beyond} ({behind}{Next(after.Sort)}, {Next(after.Id)}, {Next(after.Tenant)}, {Next(after.Type)})");
        }

        sql.Append(" ORDER BY ").Append(scan.Descending ? place.Replace(",", " DESC,", StringComparison.Ordinal) + " DESC" : place)
            .Append($" LIMIT ${values.Count + 1}");
        var statement = values.Aggregate(new PostgresStatement(sql.ToString()), (bound, value) => bound.Text(value));

        return statement.Number(countMax);
    }

    private static string SameRow(string other) =>
        $"{other}.viewer = t.viewer AND {other}.list = t.list AND {other}.sort = t.sort AND {other}.id = t.id"
        + $" AND {other}.tenant = t.tenant AND {other}.type = t.type";
}
