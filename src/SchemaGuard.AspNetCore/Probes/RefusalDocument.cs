namespace SchemaGuard.AspNetCore.Probes;

/// <summary>The reason of a refusal, in JSON.</summary>
/// <param name="Guard">The guard that refused.</param>
/// <param name="ExitCode">The code with which the process ends.</param>
/// <param name="Meaning">What the code means.</param>
/// <param name="Findings">The number of findings by code.</param>
/// <param name="Details">The sentences of the findings, where names are given.</param>
internal sealed record RefusalDocument(
    string Guard,
    int ExitCode,
    string Meaning,
    IReadOnlyDictionary<string, int> Findings,
    IReadOnlyList<string>? Details
);
