using Microsoft.EntityFrameworkCore.Migrations;

namespace SchemaGuard.Benchmarks.Peers;

/// <summary>
/// Runs the text of one migration file with EF Core. Each file has a class of its own, derived from this one by <see cref="MigrationClasses"/>.
/// </summary>
public abstract class PeerScript : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        migrationBuilder.Sql(MigrationClasses.ReadScript(GetType()));
    }
}
