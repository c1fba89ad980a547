using System.Text;

namespace SharedConsular.Runtime.Postgres;

/// <summary>
/// Two roles that own nothing and can't sign in. Every transaction takes one of them: what is done for somebody takes the
/// first, which sees rows of the parties it names and no others; what serves all parties (relay, clocks, notary) the second.
/// </summary>
internal static class PostgresRoles
{
    public const string OfParties = "shared_consular_of_parties";

    public const string OfAll = "shared_consular_of_all";

    /// <summary>The setting of a transaction that names the parties whose rows it may see, as an array.</summary>
    public const string PartiesSetting = "shared_consular.parties";

    /// <summary>Tables with rows of parties, and by which columns a row is one's.</summary>
    private static readonly (string Table, string[] Columns)[] Guarded =
    [
        ("events", ["tenant"]), ("snapshots", ["tenant"]), ("list_rows", ["viewer", "tenant"]), ("list_terms", ["viewer", "tenant"]),
        ("clocks", ["tenant"]), ("outbox", ["tenant"]), ("idempotency", ["caller_tenant"]), ("reads", ["tenant"]),
        ("audit_blocks", ["tenant"]), ("tenant_keys", ["tenant"]), ("person_keys", ["tenant"]), ("entity_tallies", ["tenant"]),
    ];

    /// <summary>Makes the roles where they are not there yet, and lets the one who signs in take them.</summary>
    public const string Make = $"""
        DO $$
        DECLARE
            taken text := CASE WHEN current_setting('server_version_num')::int >= 160000 THEN 'SET' ELSE 'MEMBER' END;
            role_name text;
        BEGIN
            FOREACH role_name IN ARRAY ARRAY['{OfParties}', '{OfAll}'] LOOP
                IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = role_name) THEN
                    BEGIN
                        EXECUTE format('CREATE ROLE %I NOLOGIN NOBYPASSRLS', role_name);
                    EXCEPTION WHEN duplicate_object OR unique_violation THEN
                        NULL; -- A role belongs to the server; another database's migration was first.
                    END;
                END IF;
                IF NOT pg_has_role(current_user, role_name, taken) THEN
                    EXECUTE format('GRANT %I TO CURRENT_USER', role_name);
                END IF;
            END LOOP;
            EXECUTE format('GRANT USAGE ON SCHEMA %I TO {OfParties}, {OfAll}', current_schema());
        END $$;
        """;

    public static string Grant(IEnumerable<string> tables)
    {
        var script = new StringBuilder();
        foreach (var table in tables)
        {
            script.Append($"GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO {OfParties}, {OfAll};\n");
        }

        script.Append($"GRANT USAGE ON SEQUENCE events_position, outbox_position, reads_position TO {OfParties}, {OfAll};\n");
        foreach (var (table, columns) in Guarded)
        {
            // The sub-select is asked once for a statement, not once for a row.
            var isTheirs = string.Join(" OR ", columns.Select(c => $"{c} = ANY ((SELECT current_setting('{PartiesSetting}', true)::text[])::text[])"));
            script.Append($"""
                ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
                DROP POLICY IF EXISTS of_parties ON {table};
                CREATE POLICY of_parties ON {table} TO {OfParties} USING ({isTheirs});
                DROP POLICY IF EXISTS of_all ON {table};
                CREATE POLICY of_all ON {table} TO {OfAll} USING (true);

                """);
        }

        return script.ToString();
    }
}
