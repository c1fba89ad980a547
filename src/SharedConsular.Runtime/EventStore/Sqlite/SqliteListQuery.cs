using System.Text;

namespace SharedConsular.Runtime.Sqlite;

/// <summary>
/// Writes the statement of a list scan. There are as many texts as kinds of scan (terms, prefix, direction, first page
/// or not, left out or not), so each is prepared once; everything a caller says is bound, never written into it.
/// </summary>
internal static class SqliteListQuery
{
    private const string SameRow =
        "{0}.viewer = t.viewer AND {0}.list = t.list AND {0}.sort = t.sort AND {0}.id = t.id "
        + "AND {0}.tenant = t.tenant AND {0}.type = t.type";

    private static readonly CompositeFormat SameRowFormat = CompositeFormat.Parse(SameRow);

    public static string Write(ListScan scan)
    {
        var byTerm = scan.Prefix is not null || scan.Terms.Count > 0;
        var sql = new StringBuilder("SELECT t.type, t.tenant, t.id, t.sort, ");
        sql.Append(byTerm ? "r.body, " : "t.body, ");
        sql.Append(scan.Prefix is null ? "'', ''" : "t.term, r.terms");
        sql.Append(byTerm ? " FROM list_terms t" : " FROM list_rows t");
        if (byTerm)
        {
            sql.Append(" JOIN list_rows r ON ").AppendFormat(null, SameRowFormat, "r");
        }

        sql.Append(" WHERE t.viewer = ? AND t.list = ?");
        AppendTerms(sql, scan);
        if (scan.Without is not null)
        {
            sql.Append(" AND NOT EXISTS (SELECT 1 FROM list_rows w WHERE w.id = t.id AND w.viewer = ? AND w.list = ? "
                + "AND w.tenant = t.tenant AND w.type = t.type)");
        }

        var place = scan.Prefix is null ? "t.sort, t.id, t.tenant, t.type" : "t.term, t.sort, t.id, t.tenant, t.type";
        if (scan.After is not null)
        {
            sql.Append(" AND (").Append(place).Append(scan.Descending ? ") < (" : ") > (")
                .Append(scan.Prefix is null ? "?, ?, ?, ?)" : "?, ?, ?, ?, ?)");
        }

        return sql.Append(" ORDER BY ")
            .Append(scan.Descending ? place.Replace(",", " DESC,", StringComparison.Ordinal) + " DESC" : place)
            .ToString();
    }

    private static void AppendTerms(StringBuilder sql, ListScan scan)
    {
        var driving = scan.Prefix is null ? 1 : 0;
        sql.Append(scan.Prefix is null ? "" : " AND t.term >= ? AND t.term < ?");
        for (var i = 0; i < scan.Terms.Count; i++)
        {
            if (i < driving)
            {
                sql.Append(" AND t.term = ?");
            }
            else
            {
                sql.Append(" AND EXISTS (SELECT 1 FROM list_terms e WHERE e.term = ? AND ")
                    .AppendFormat(null, SameRowFormat, "e").Append(')');
            }
        }
    }
}
