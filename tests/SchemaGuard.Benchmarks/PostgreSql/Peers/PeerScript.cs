using Microsoft.EntityFrameworkCore.Migrations;

namespace SchemaGuard.Benchmarks.PostgreSql.Peers;

/// <summary>Runs the text of one migration file. Each file has a class of its own, derived from this one by <see cref="EntityFramework"/>.</summary>
public abstract class PeerScript : Migration
{
    private static readonly Dictionary<Type, string> Files = [];

    /// <summary>Says which file a derived class stands for.</summary>
    public static void Register(Type type, string path)
    {
        lock (Files)
        {
            Files.Add(type, path);
        }
    }

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        string path;
        lock (Files)
        {
            path = Files[GetType()];
        }

        migrationBuilder.Sql(File.ReadAllText(path));
    }
}
