using System.Data.Common;
using System.Reflection;
using System.Reflection.Emit;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using MySql.Data.MySqlClient;
using Npgsql;

namespace SchemaGuard.Benchmarks.Peers;

/// <summary>Is EF Core's migrator over the files of a folder. It reads no file unless its migration is pending, and no catalog.</summary>
internal sealed class EntityFramework(string folder)
{
    public const string Name = "EF Core";

    private readonly Assembly _migrations = Load(folder);

    public Peer OnPostgreSql() =>
        new(
            Name,
            to =>
                MigrateAsync(
                    new NpgsqlConnection(to),
                    (options, connection) =>
                        options.UseNpgsql(connection, npgsql => npgsql.MigrationsAssembly(_migrations).CommandTimeout(0))
                )
        );

    public Peer OnSqlite() =>
        new(
            Name,
            to =>
                MigrateAsync(
                    new SqliteConnection(to),
                    (options, connection) => options.UseSqlite(connection, sqlite => sqlite.MigrationsAssembly(_migrations))
                )
        );

    /// <summary>Is on MySQL only: MariaDB is not what its provider is made for.</summary>
    public Peer OnMySql() =>
        new(
            Name,
            to =>
                MigrateAsync(
                    new MySqlConnection(to),
                    (options, connection) => options.UseMySQL(connection, mysql => mysql.MigrationsAssembly(_migrations).CommandTimeout(0))
                )
        );

    private static async Task MigrateAsync(DbConnection connection, Action<DbContextOptionsBuilder<PeerContext>, DbConnection> use)
    {
        await using var owned = connection;
        var builder = new DbContextOptionsBuilder<PeerContext>();
        use(builder, connection);
        await using var context = new PeerContext(builder.Options);
        await context.Database.MigrateAsync();
    }

    private static Assembly Load(string folder)
    {
        var context = new CustomAttributeBuilder(typeof(DbContextAttribute).GetConstructor([typeof(Type)])!, [typeof(PeerContext)]);
        var migration = typeof(MigrationAttribute).GetConstructor([typeof(string)])!;
        return MigrationClasses.Load(folder, typeof(PeerScript), stem => [context, new CustomAttributeBuilder(migration, [stem])]);
    }
}
