using SchemaGuard.CommandLine.Rendering;
using SchemaGuard.Findings;

namespace SchemaGuard.CommandLine.Verbs;

/// <summary>The origin of a schema, as named by a word of the command line.</summary>
internal static class SchemaOrigin
{
    /// <summary>The live catalog.</summary>
    public const string Database = "database";

    /// <summary>The manifest that the application requires, or that --manifest names.</summary>
    public const string Manifest = "manifest";

    /// <summary>What the migrations create in an empty scratch database.</summary>
    public const string Migrations = "migrations";

    /// <summary>Reads the schema.</summary>
    /// <exception cref="SchemaGuardConfigurationException">There is no manifest, or it cannot be read.</exception>
    public static Task<SchemaManifest> ReadAsync(ISchemaGuard guard, string origin, CancellationToken cancellationToken) =>
        origin switch
        {
            Database => guard.ReadManifestAsync(cancellationToken),
            Migrations => guard.ReplayManifestAsync(cancellationToken),
            _ => Task.FromResult(Required(guard)),
        };

    /// <summary>Describes an origin and what was read from it: <c>manifest [PostgreSQL 15.18, 17 tables]</c>.</summary>
    public static string Describe(string origin, SchemaManifest schema)
    {
        // A manifest that was written by hand may not name a server.
        var server = $"{schema.Product} {schema.ServerVersion}".Trim();
        var tables = ReadableText.Count(schema.TableCount, "table");
        return server.Length == 0 ? $"{origin} [{tables}]" : $"{origin} [{server}, {tables}]";
    }

    private static SchemaManifest Required(ISchemaGuard guard)
    {
        try
        {
            return guard.ReadRequiredManifest()
                ?? throw new SchemaGuardConfigurationException(
                    guard.Name,
                    [$"There is no manifest. {Wording.Of("Require one in the application with RequireManifest", "Write --manifest FILE")}."]
                );
        }
        catch (InvalidDataException exception)
        {
            throw new SchemaGuardConfigurationException(guard.Name, [exception.Message]);
        }
    }
}
