namespace SchemaGuard.Migrations.Sources;

/// <summary>The places where the migrations of one module are.</summary>
/// <param name="Module">The module's name.</param>
/// <param name="Sources">The places, in the order in which they were added.</param>
internal sealed record ModuleSources(string Module, IReadOnlyList<IMigrationSource> Sources);
