namespace SchemaGuard.CommandLine.Verbs;

/// <summary>Says how a report is written.</summary>
internal enum OutputFormat
{
    /// <summary>For people.</summary>
    Text = 0,

    /// <summary>For programs: one JSON document.</summary>
    Json = 1,
}
