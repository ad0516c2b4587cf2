using JasperFx;
using Npgsql;
using Weasel.Core;
using Weasel.Core.Migrations;
using Weasel.Postgresql;
using Weasel.Postgresql.Tables;

namespace SchemaGuard.Benchmarks.Peers;

/// <summary>
/// Is Weasel, with which Marten migrates. It has no scripts and no history: it holds the tables of <see cref="ScriptFolder"/> as a model, compares
/// it with the live catalog at each start, and creates what is missing.
/// </summary>
internal sealed class WeaselModel(int tables)
{
    public const string Name = "Weasel";

    public Peer OnPostgreSql() => new(Name, MigrateAsync);

    private async Task MigrateAsync(string connectionString)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var database = new Database(source, tables);
        await database.ApplyAllConfiguredChangesToDatabaseAsync();
    }

    private sealed class Database(NpgsqlDataSource source, int tables)
        : PostgresqlDatabase(new Quiet(), AutoCreate.CreateOrUpdate, new PostgresqlMigrator(), "peer", source)
    {
        public override IFeatureSchema[] BuildFeatureSchemas() => [new Feature(Migrator, tables)];
    }

    private sealed class Feature(Migrator migrator, int tables) : FeatureSchemaBase("tables", migrator)
    {
        protected override IEnumerable<ISchemaObject> schemaObjects() => Enumerable.Range(1, tables).Select(Create);

        private static Table Create(int number)
        {
            var table = new Table($"public.{ScriptFolder.Table(number)}");
            table.AddColumn("id", "integer").AsPrimaryKey();
            table.AddColumn("name", "text").NotNull();
            table.AddColumn("quantity", "integer").NotNull().DefaultValue(0);
            table.AddColumn("created_at", "text").NotNull();
            return table;
        }
    }

    private sealed class Quiet : IMigrationLogger
    {
        public void SchemaChange(string sql) { }

        public void OnFailure(System.Data.Common.DbCommand command, Exception ex) =>
            throw new InvalidOperationException(command.CommandText, ex);
    }
}
