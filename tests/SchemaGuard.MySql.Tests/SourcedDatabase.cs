using System.Data.Common;
using SchemaGuard.Specification.Infrastructure;

namespace SchemaGuard.MySql.Tests;

/// <summary>Is whatever a data source of the application leads to; it stays the test's to dispose of.</summary>
internal sealed class SourcedDatabase(DbDataSource source) : TestDatabase
{
    public override string Provider => "mysql";

    public override string ConnectionString => source.ConnectionString;

    public override SchemaGuardBuilder Use(SchemaGuardBuilder builder) => builder.UseMySql(_ => source);

    public override async Task<DbConnection> OpenAsync() => await source.OpenConnectionAsync();

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
