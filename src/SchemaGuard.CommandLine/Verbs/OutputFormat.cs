namespace SchemaGuard.CommandLine.Verbs;

/// <summary>The format of a report.</summary>
internal enum OutputFormat
{
    /// <summary>For people.</summary>
    Text = 0,

    /// <summary>For programs: one JSON document.</summary>
    Json = 1,
}
