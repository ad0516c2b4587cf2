using System.CommandLine;
using SchemaGuard.CommandLine.Rendering;

namespace SchemaGuard.CommandLine.Verbs;

/// <summary>The verb that compares two of the database, the manifest and the migrations.</summary>
internal sealed class DiffVerb() : Verb("diff", "Compare two of the database, the manifest and the migrations. Changes nothing.")
{
    private static readonly string[] Origins = [SchemaOrigin.Database, SchemaOrigin.Manifest, SchemaOrigin.Migrations];

    private readonly Argument<string> _expected = new Argument<string>("expected")
    {
        Description = "The expected schema: database, manifest or migrations.",
    }.AcceptOnlyFromAmong(Origins);

    private readonly Argument<string> _actual = new Argument<string>("actual")
    {
        Description = "The schema that is compared with it.",
    }.AcceptOnlyFromAmong(Origins);

    protected override IReadOnlyList<Argument> OwnArguments => [_expected, _actual];

    protected override async Task<int> RunAsync(VerbContext context, CancellationToken cancellationToken)
    {
        var (left, right) = (context.Arguments.GetRequiredValue(_expected), context.Arguments.GetRequiredValue(_actual));
        if (left == right)
        {
            throw new SchemaGuardConfigurationException(
                context.Guard.Name,
                [
                    $"'{left}' is compared with itself. "
                        + "Write two different words of database, manifest and migrations, such as: diff manifest database.",
                ]
            );
        }

        var expected = await SchemaOrigin.ReadAsync(context.Guard, left, cancellationToken).ConfigureAwait(false);
        var actual = await SchemaOrigin.ReadAsync(context.Guard, right, cancellationToken).ConfigureAwait(false);
        var findings = context.Guard.Compare(expected, actual);
        if (context.Format == OutputFormat.Json)
        {
            WriteJson(SchemaDocuments.OfDiff(context.Guard.Name, left, right, findings));
        }
        else
        {
            DiffRenderer.Write(context.Console, SchemaOrigin.Describe(left, expected), SchemaOrigin.Describe(right, actual), findings);
        }

        return findings.Any(finding => finding.Severity != FindingSeverity.Information) ? ExitCodes.Unhealthy : ExitCodes.Ok;
    }
}
