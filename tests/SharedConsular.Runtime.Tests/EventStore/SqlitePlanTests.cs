using SharedConsular.Runtime.Sqlite;

namespace SharedConsular.Runtime.Tests.EventStore;

/// <summary>One row of a list is found by what it is of, however long the list has grown.</summary>
public sealed class SqlitePlanTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("plan-tests-");

    private string DatabasePath => Path.Combine(_folder.FullName, "store.db");

    public static TheoryData<string> Texts => [SqliteRows.FindText, SqliteStore.FindRowText];

    public async ValueTask InitializeAsync() => await SqliteStore.Open(DatabasePath).DisposeAsync();

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);

        return ValueTask.CompletedTask;
    }

    [Theory, MemberData(nameof(Texts))]
    public void No_list_is_read_for_one_row_of_it(string text)
    {
        using var session = SqliteSession.Open(DatabasePath);
        var plan = session.Prepare($"EXPLAIN QUERY PLAN {text}");
        Assert.True(plan.Step());

        Assert.Equal("SEARCH list_rows USING INDEX list_rows_by_entity (id=? AND viewer=? AND list=?)", plan.GetText(3));
        Assert.False(plan.Step());
    }
}
