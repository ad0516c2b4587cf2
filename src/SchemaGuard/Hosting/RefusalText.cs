using System.Text;
using SchemaGuard.Failures;

namespace SchemaGuard.Hosting;

/// <summary>The block of text that a refused start writes to stderr and to the termination log.</summary>
internal static class RefusalText
{
    private const int Width = 96;
    private const string Indent = "          ";
    private static readonly string Rule = new('─', Width);

    /// <summary>Writes the block for an exception that ends the start.</summary>
    public static string Compose(SchemaGuardException exception)
    {
        var text = new StringBuilder().Append(Rule).Append('\n');
        text.Append("SchemaGuard refused to start this app.\n\n");
        text.Append("  Guard   ").Append(exception.Guard).Append('\n');
        if (exception.Database is { } database)
        {
            text.Append("  Where   ").Append(database).Append('\n');
        }

        text.Append('\n');
        AppendReasons(text, exception);
        text.Append("  Exit code ").Append(exception.ExitCode).Append(": ").Append(exception.Meaning).Append('\n');
        return PrintableText.Lines(text.Append(Rule).Append('\n').ToString());
    }

    /// <summary>Writes the block for a start that was cancelled.</summary>
    /// <param name="guard">The guard that was working.</param>
    /// <param name="last">The last step that had begun; <see langword="null"/> if there was none.</param>
    public static string ComposeCancelled(string guard, MigrationProgress? last) =>
        $"{Rule}\nSchemaGuard stopped: the process was asked to stop while guard '{guard}' was working.\n{Begun(last)}\n"
        + "Every migration that was applied stays applied. The next start continues from there, or asks if it\n"
        + "cannot tell what became of the last step.\n\n"
        + $"  Exit code {ExitCodes.Cancelled}: {ExitCodes.MeaningOf(ExitCodes.Cancelled)}\n{Rule}\n";

    private static string Begun(MigrationProgress? last) =>
        last switch
        {
            null => "No migration had begun.",
            { Statement: 0 } => $"The last step: migration '{last.Migration}', {last.Number} of {last.Count}.",
            _ =>
                $"The last step: statement {last.Statement} of {last.Statements} of migration '{last.Migration}', {last.Number} of {last.Count}.",
        };

    private static void AppendReasons(StringBuilder text, SchemaGuardException exception)
    {
        switch (exception)
        {
            case SchemaGuardConfigurationException { Problems: var problems }:
                foreach (var problem in problems)
                {
                    AppendWrapped(text, "  •       ", problem);
                    text.Append('\n');
                }

                break;
            case MigrationFailedException { Failure: var failure }:
                AppendFailure(text, failure);
                break;
            default:
                foreach (var finding in exception.Findings)
                {
                    AppendFinding(text, finding);
                }

                break;
        }
    }

    private static void AppendFinding(StringBuilder text, Finding finding)
    {
        AppendWrapped(text, $"  {finding.Code}  ", finding.Message);
        if (finding.Location is { } location)
        {
            text.Append(Indent).Append("at ").Append(location).Append('\n');
        }

        AppendSides(text, finding);
        if (finding.Reason is { } reason)
        {
            AppendWrapped(text, Indent, "Known: " + reason);
        }

        AppendWrapped(text, Indent[..^2] + "→ ", finding.Remedy);
        text.Append('\n');
    }

    /// <summary>Writes both sides of a comparison one below the other, unless the sentence contains them.</summary>
    private static void AppendSides(StringBuilder text, Finding finding)
    {
        if (
            finding is { Expected: { } expected, Actual: { } actual }
            && !(finding.Message.Contains(expected, StringComparison.Ordinal) && finding.Message.Contains(actual, StringComparison.Ordinal))
        )
        {
            AppendBlock(text, "expected  ", expected);
            AppendBlock(text, "found     ", actual);
        }
    }

    private static void AppendBlock(StringBuilder text, string label, string block)
    {
        foreach (var line in block.Split('\n'))
        {
            text.Append(Indent).Append(label).Append(line).Append('\n');
            label = new string(' ', label.Length);
        }
    }

    private static void AppendFailure(StringBuilder text, MigrationFailure failure)
    {
        AppendWrapped(text, $"  {FindingCodes.MigrationFailed}  ", MigrationFailureMessages.MigrationFailed(failure));
        if (failure.Location is { } location)
        {
            text.Append(Indent).Append("at ").Append(location).Append('\n');
        }

        if (failure.Excerpt is { } excerpt)
        {
            text.Append('\n');
            foreach (var line in excerpt.Split('\n'))
            {
                text.Append(Indent).Append("  ").Append(line).Append('\n');
            }

            text.Append('\n');
        }

        AppendWrapped(text, Indent[..^2] + "→ ", failure.Remedy);
        text.Append('\n');
    }

    /// <summary>Writes a paragraph in lines that fit. The first begins with a label, the others are indented.</summary>
    private static void AppendWrapped(StringBuilder text, string label, string paragraph)
    {
        var column = label.Length;
        text.Append(label);
        foreach (var word in paragraph.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (column > Indent.Length && column + word.Length > Width)
            {
                text.Length--;
                text.Append('\n').Append(Indent);
                column = Indent.Length;
            }

            text.Append(word).Append(' ');
            column += word.Length + 1;
        }

        text.Length--;
        text.Append('\n');
    }
}
