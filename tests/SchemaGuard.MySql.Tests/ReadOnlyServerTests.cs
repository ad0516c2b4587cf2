using SchemaGuard.MySql.Products;
using SchemaGuard.MySql.Server;
using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.MySql.Tests;

/// <summary>Says who may migrate on a server that is read-only for others.</summary>
public sealed class ReadOnlyServerTests(MySqlServers servers)
{
    [Theory]
    [InlineData(MySqlServers.MariaDb, "read only admin", "set default role {0} for {1}")]
    [InlineData(MySqlServers.MySql, "connection_admin", "set default role {0} to {1}")]
    public async Task Who_has_the_right_through_a_role_may(string product, string right, string activate)
    {
        await using var server = await servers.BorrowAsync(product);
        await using var database = await server.CreateDatabaseAsync();
        await using var user = await MySqlUser.CreateAsync(database, "right", "all");
        await database.ExecuteAsync("create role writers");
        await database.ExecuteAsync($"grant {right} on *.* to writers");
        await database.ExecuteAsync($"grant writers to {user.Account}");
        using var folder = new MigrationFolder().AddLedger(1);
        await database.ExecuteAsync("set global read_only = 1");
        try
        {
            await Should.ThrowAsync<DatabaseUnreachableException>(() =>
                GuardUnderTest.MigrateAsync(user.Database, guard => guard.AddMigrations(folder.Path))
            );
            await database.ExecuteAsync(
                string.Format(System.Globalization.CultureInfo.InvariantCulture, activate, "writers", user.Account)
            );

            (await GuardUnderTest.MigrateAsync(user.Database, guard => guard.AddMigrations(folder.Path))).State.ShouldBe(
                SchemaState.Healthy
            );
        }
        finally
        {
            await database.ExecuteAsync("set global read_only = 0");
        }
    }

    [Theory]
    [InlineData("MariaDB", "10.11.2", "GRANT SELECT, READ_ONLY ADMIN ON *.* TO `a`@`%`", true)]
    [InlineData("MariaDB", "10.11.2", "GRANT SUPER ON *.* TO `a`@`%`", false)]
    [InlineData("MariaDB", "10.6.2", "GRANT SUPER, PROCESS ON *.* TO `a`@`%`", true)]
    [InlineData("MariaDB", "12.1.2", "GRANT ALL PRIVILEGES ON *.* TO `root`@`localhost` WITH GRANT OPTION", true)]
    [InlineData("MySQL", "9.7.4", "GRANT SUPER ON *.* TO `a`@`%`", true)]
    [InlineData("MySQL", "9.7.4", "GRANT BACKUP_ADMIN,CONNECTION_ADMIN ON *.* TO `a`@`%`", true)]
    [InlineData("MySQL", "9.7.4", "GRANT ALL PRIVILEGES ON `app`.* TO `a`@`%`", false)]
    [InlineData("MySQL", "9.7.4", "GRANT `writers`@`%` TO `a`@`%`", false)]
    public void What_gives_the_right_is_known(string product, string version, string grant, bool may) =>
        ReadOnlyServer.MayWrite(new ServerProduct(product, new Version(version)), ServerGrants.Parse(grant)).ShouldBe(may);
}
