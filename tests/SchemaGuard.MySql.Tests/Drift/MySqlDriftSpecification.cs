using SchemaGuard.Specification.Drift;
using SchemaGuard.Specification.Infrastructure;

namespace SchemaGuard.MySql.Tests.Drift;

public sealed class MySqlDriftSpecification(MySqlServers servers) : DriftSpecification
{
    protected override string RichSchema => MySqlDriftCases.MySqlSchema;

    protected override IReadOnlyList<DriftCase> Cases => MySqlDriftCases.MySql;

    protected override IReadOnlyList<NotCompared> NotCompared => Specification.Drift.NotCompared.OfMySql;

    protected override Task<string?> TokenAsync(TestDatabase database, DriftCase drift) => DriftTokens.ReadAsync(database, drift);

    protected override async Task<TestDatabase> CreateDatabaseAsync() => await servers.CreateDatabaseAsync(MySqlServers.MySql);
}
