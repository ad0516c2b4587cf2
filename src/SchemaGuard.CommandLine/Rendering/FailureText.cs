using Spectre.Console;

namespace SchemaGuard.CommandLine.Rendering;

/// <summary>The text of an exception that ended a verb.</summary>
internal static class FailureText
{
    public static void Write(IAnsiConsole console, SchemaGuardException exception)
    {
        switch (exception)
        {
            case SchemaUnhealthyException { Report: var report }:
                ReportRenderer.Write(console, report);
                break;
            case SchemaGuardConfigurationException { Problems: var problems }:
                foreach (var problem in problems)
                {
                    console.MarkupLine("[red]error[/]");
                    Paragraph.Write(console, problem);
                }

                break;
            case MigrationFailedException { Failure: var failure }:
                FindingsText.Write(console, exception.Findings[0], failure.Excerpt);
                break;
            default:
                FindingsText.Write(console, exception.Findings);
                break;
        }
    }
}
