using System.Data.Common;
using SchemaGuard.MySql.Commands;
using SchemaGuard.MySql.Connecting;
using SchemaGuard.MySql.Dialect;
using Shouldly;
using Xunit;

namespace SchemaGuard.MySql.Tests;

/// <summary>Says that a setting of a session that cannot be given back keeps no other from it.</summary>
public sealed class SessionSettingsTests(MySqlServers servers)
{
    [Theory]
    [InlineData(MySqlServers.MariaDb)]
    [InlineData(MySqlServers.MySql)]
    public async Task One_that_fails_is_told_when_the_others_are_as_they_were(string product)
    {
        await using var database = await servers.CreateDatabaseAsync(product);
        await using var connection = await database.OpenAsync();
        var before = await LookAsync(connection);
        var settings = new SessionSettings(new MySqlDialect());
        await settings.RememberAsync(connection, TestContext.Current.CancellationToken);
        await connection.RunAsync(
            "set session lock_wait_timeout = 77, session innodb_lock_wait_timeout = 78, session group_concat_max_len = 99",
            TestContext.Current.CancellationToken
        );
        await database.ExecuteAsync($"drop database {database.Name}");
        try
        {
            await Should.ThrowAsync<DbException>(() => settings.RestoreAsync(connection, TestContext.Current.CancellationToken));

            (await LookAsync(connection)).ShouldBe(before);
        }
        finally
        {
            await connection.RunAsync($"create database {database.Name}", TestContext.Current.CancellationToken);
        }
    }

    private static async Task<string?> LookAsync(DbConnection connection) =>
        (
            await connection.RowsAsync(
                "select concat_ws('|', @@lock_wait_timeout, @@innodb_lock_wait_timeout, @@group_concat_max_len)",
                [],
                TestContext.Current.CancellationToken
            )
        )[0][0];
}
