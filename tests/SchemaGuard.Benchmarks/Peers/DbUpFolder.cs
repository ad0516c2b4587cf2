using DbUp;
using DbUp.Builder;

namespace SchemaGuard.Benchmarks.Peers;

/// <summary>
/// Is DbUp over a folder, with a transaction for each script. It reads every file at each start, and compares names alone; a script that was
/// changed is not seen.
/// </summary>
internal sealed class DbUpFolder(string folder)
{
    public const string Name = "DbUp";

    public Peer OnPostgreSql() => new(Name, to => Migrate(DeployChanges.To.PostgresqlDatabase(to)));

    public Peer OnSqlite() => new(Name, to => Migrate(DeployChanges.To.SqliteDatabase(to)));

    private Task Migrate(UpgradeEngineBuilder builder)
    {
        var result = builder.WithScriptsFromFileSystem(folder).WithTransactionPerScript().LogToNowhere().Build().PerformUpgrade();
        return result.Successful ? Task.CompletedTask : throw result.Error;
    }
}
