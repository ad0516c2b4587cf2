namespace SchemaGuard.Benchmarks.Peers;

/// <summary>
/// Runs the text of one migration file with FluentMigrator. Each file has a class of its own, derived from this one by
/// <see cref="MigrationClasses"/>.
/// </summary>
public abstract class PeerStep : FluentMigrator.ForwardOnlyMigration
{
    public override void Up() => Execute.Sql(MigrationClasses.ReadScript(GetType()));
}
