using System.CommandLine;
using SchemaGuard.CommandLine.Rendering;
using SchemaGuard.Findings;

namespace SchemaGuard.CommandLine.Verbs;

/// <summary>The verb that writes the schema as a manifest.</summary>
internal sealed class ManifestVerb()
    : Verb("manifest", "Write the schema as a manifest, which can be reviewed and then required by the application.")
{
    private readonly Option<string> _output = new("--output")
    {
        Description = "The file to write, such as schema.manifest.json.",
        HelpName = "FILE",
        Required = true,
        Validators =
        {
            result =>
            {
                if (
                    result.Tokens.Any(token =>
                        string.IsNullOrWhiteSpace(token.Value) || token.Value.Contains('\0', StringComparison.Ordinal)
                    )
                )
                {
                    result.AddError("--output is not the name of a file. Write one, such as schema.manifest.json.");
                }
            },
        },
    };

    private readonly Option<string> _from = new Option<string>("--from")
    {
        Description =
            "database: the live catalog. migrations: what the migrations create in an empty scratch database, which is then removed.",
        DefaultValueFactory = _ => SchemaOrigin.Database,
        HelpName = "database|migrations",
    }.AcceptOnlyFromAmong(SchemaOrigin.Database, SchemaOrigin.Migrations);

    protected override IReadOnlyList<Option> OwnOptions => [_output, _from];

    protected override async Task<int> RunAsync(VerbContext context, CancellationToken cancellationToken)
    {
        var path = Path.GetFullPath(context.Arguments.GetRequiredValue(_output));
        var manifest = await SchemaOrigin
            .ReadAsync(context.Guard, context.Arguments.GetRequiredValue(_from), cancellationToken)
            .ConfigureAwait(false);
        Write(context.Guard.Name, manifest, path);
        if (context.Format == OutputFormat.Json)
        {
            WriteJson(SchemaDocuments.OfManifest(context.Guard.Name, path, manifest));
        }
        else
        {
            var tables = ReadableText.Count(manifest.TableCount, "table");
            var next = Wording.Of(
                "require it with RequireManifest",
                "pass it to the verbs with --manifest, or let the application require it"
            );
            var written = $"Wrote {path}: {tables}, from {manifest.Product} {manifest.ServerVersion}. Review it, commit it, and {next}.";
            await VerbConsole.Out.WriteLineAsync(PrintableText.Line(written)).ConfigureAwait(false);
        }

        return ExitCodes.Ok;
    }

    /// <summary>Writes a new file and replaces the old one with it, so that an incomplete file never takes its place.</summary>
    private static void Write(string guard, SchemaManifest manifest, string path)
    {
        try
        {
            var unfinished = path + ".tmp";
            using (var file = File.Create(unfinished))
            {
                manifest.Save(file);
            }

            File.Move(unfinished, path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SchemaGuardConfigurationException(guard, [$"The manifest cannot be written to '{path}': {exception.Message}"]);
        }
    }
}
