using System.CommandLine;
using Spectre.Console;

namespace SchemaGuard.CommandLine.Verbs;

/// <summary>The guard, the arguments and the consoles that a verb works with.</summary>
/// <param name="Guard">The guard.</param>
/// <param name="Arguments">The parsed command line.</param>
/// <param name="Format">The format of the report.</param>
/// <param name="Console">Standard output, for text.</param>
/// <param name="ErrorConsole">Standard error, for progress.</param>
internal sealed record VerbContext(
    ISchemaGuard Guard,
    ParseResult Arguments,
    OutputFormat Format,
    IAnsiConsole Console,
    IAnsiConsole ErrorConsole
);
