using Npgsql;
using SharedConsular.Runtime.Postgres;

namespace SharedConsular.Runtime.Tests.EventStore;

public sealed class PostgresErrorsTests
{
    [Theory]
    [InlineData("08006"), InlineData("53300"), InlineData("57P02"), InlineData("58030"), InlineData("XX000")]
    public void What_the_server_could_not_do_may_be_asked_again(string state) =>
        Assert.Equal(StoreUnavailableException.Failed, Assert.IsType<StoreUnavailableException>(PostgresErrors.Read(Of(state))).Code);

    [Theory, InlineData("42601"), InlineData("22001")]
    public void What_this_program_did_wrong_stays_a_fault(string state) => Assert.IsType<PostgresException>(PostgresErrors.Read(Of(state)));

    private static PostgresException Of(string state) => new("it failed", "ERROR", "ERROR", state);
}
