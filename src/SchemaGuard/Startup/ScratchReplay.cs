using SchemaGuard.Assessment;
using SchemaGuard.Execution.Connecting;
using SchemaGuard.Execution.Context;
using SchemaGuard.Execution.Retry;
using SchemaGuard.Failures;
using SchemaGuard.Migrations.Sources;
using SchemaGuard.Scripts.Statements;
using SchemaGuard.Verification;

namespace SchemaGuard.Startup;

/// <summary>A replay of the migrations on an empty scratch database, which is read and then removed.</summary>
internal sealed class ScratchReplay(GuardContext services, MigrationSetLoader loader)
{
    /// <summary>Returns the schema that the migrations create.</summary>
    /// <exception cref="MigrationFailedException">One of them failed on the scratch database.</exception>
    public async Task<SchemaManifest> RunAsync(CancellationToken cancellationToken)
    {
        var scratch = await new RetriedReads(services)
            .RunAsync(services.Provider.CreateScratchAsync, cancellationToken)
            .ConfigureAwait(false);
        await using (scratch.ConfigureAwait(false))
        {
            var there = services.On(scratch.Provider);
            await new RetriedReads(there)
                .RunAsync(
                    async ct =>
                    {
                        await scratch.Provider.PrepareScratchAsync(MadeSchemas(), ct).ConfigureAwait(false);
                        return true;
                    },
                    cancellationToken
                )
                .ConfigureAwait(false);
            await MigrateAsync(there, cancellationToken).ConfigureAwait(false);
            return await new DatabaseConnector(there)
                .LookAsync(
                    probed => new ReportComposer(there, Requirements.None).ReadManifestAsync(probed, cancellationToken),
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
    }

    /// <summary>Finds the schemas that a script creates and that must not exist before.</summary>
    private HashSet<string> MadeSchemas() =>
        loader
            .Load()
            .Migrations.Where(migration => migration.ReadBytes is not null)
            .SelectMany(migration => SqlScript.Parse(migration.ReadText(), services.Provider.Dialect.LexicalRules).Statements)
            .Where(statement => statement.Class is { Verb: StatementVerb.Create, ObjectKind: ObjectKind.Schema })
            .Where(statement => !statement.Text.Contains("IF NOT EXISTS", StringComparison.OrdinalIgnoreCase))
            .Select(statement => statement.Class.Target)
            .OfType<string>()
            .ToHashSet(StringComparer.Ordinal);

    private async Task MigrateAsync(GuardContext scratch, CancellationToken cancellationToken)
    {
        try
        {
            var report = await new StartProtocol(scratch, Requirements.None, loader, progress: null)
                .RunAsync(StartupMode.Migrate, cancellationToken)
                .ConfigureAwait(false);
            if (!report.MayServe)
            {
                throw new SchemaUnhealthyException(report);
            }
        }
        catch (MigrationFailedException exception)
        {
            throw new MigrationFailedException(
                services.Name,
                services.Database,
                exception.Failure with
                {
                    IsOnScratch = true,
                    Remedy = MigrationFailureMessages.ScratchRemedy,
                },
                exception.InnerException
            );
        }
    }
}
