using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.PostgreSql.Tests;

/// <summary>Says whose failure it is when a session ends within a statement.</summary>
public sealed class PostgreSqlSessionEndTests(PostgreSqlServers servers)
{
    [Theory]
    [InlineData("do $$ begin raise exception 'lost' using errcode = 'XX000'; end $$;", "XX000")]
    [InlineData("copy u from '/nonexistent/file';", "58P01")]
    [InlineData("do $$ begin raise exception 'lost' using errcode = '53100'; end $$;", "53100")]
    public async Task A_statement_whose_error_also_ends_the_session_fails_at_once_with_its_place(string statement, string code)
    {
        await using var database = await servers.CreateDatabaseAsync();
        await database.ExecuteAsync("create sequence attempts");
        using var folder = new MigrationFolder().Add("1_u.sql", $"select nextval('attempts');\ncreate table u (id integer);\n{statement}");

        var failure = (await RefusedAsync(database, folder)).Failure;

        failure.ErrorCode.ShouldBe(code);
        failure.Location.ShouldEndWith("1_u.sql:3:1");
        (await database.NumberAsync("select last_value from attempts")).ShouldBe(1);
        (await database.HasTableAsync("u")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("", 3)]
    [InlineData("create table u (id integer);\n", 3)]
    [InlineData("-- schemaguard: transaction=none\n", 2)]
    public async Task A_statement_that_loses_its_connection_twice_has_failed(string before, long most)
    {
        await using var database = await servers.CreateDatabaseAsync();
        await database.ExecuteAsync("create sequence attempts");
        using var folder = new MigrationFolder().Add(
            "1_u.sql",
            before + "select nextval('attempts'), pg_terminate_backend(pg_backend_pid());"
        );

        var exception = await RefusedAsync(database, folder);

        exception.ExitCode.ShouldBe(ExitCodes.MigrationFailed);
        exception.Failure.DatabaseText.ShouldContain("the connection was lost twice while this statement ran");
        exception.Failure.Location.ShouldEndWith(before.Length == 0 ? "1_u.sql:1:1" : "1_u.sql:2:1");
        (await database.NumberAsync("select last_value from attempts")).ShouldBeInRange(2, most);
    }

    private static async Task<MigrationFailedException> RefusedAsync(TestDatabase database, MigrationFolder folder) =>
        await Should.ThrowAsync<MigrationFailedException>(() =>
            GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path))
        );
}
