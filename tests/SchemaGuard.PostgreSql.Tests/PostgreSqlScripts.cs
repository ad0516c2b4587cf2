using SchemaGuard.Specification.Infrastructure;

namespace SchemaGuard.PostgreSql.Tests;

/// <summary>Writes scripts that only PostgreSQL has.</summary>
internal static class PostgreSqlScripts
{
    /// <summary>Adds a migration that makes a table, builds an index on it outside a transaction, and writes its row of the ledger.</summary>
    public static void AddConcurrentIndex(MigrationFolder folder, int number) =>
        folder.Add(
            $"{number:0000}_step.sql",
            $"""
            create table step_{number} (id integer primary key);
            create index concurrently step_{number}_ix on step_{number} (id);
            insert into ledger (number) values ({number});

            """
        );
}
