namespace SchemaGuard.CommandLine.Json;

/// <summary>Is the document of <c>status</c>.</summary>
internal sealed record StatusDocument(
    string Schema,
    string Guard,
    DatabaseDocument Database,
    IReadOnlyList<HistoryDocument> History,
    IReadOnlyList<string> Pending,
    IReadOnlyList<FindingDocument> Findings
)
{
    public static StatusDocument From(SchemaStatus status) =>
        new(
            JsonDocuments.SchemaOf("status"),
            status.Guard,
            new DatabaseDocument(status.Product, status.ServerVersion, status.Target),
            [.. status.History.Select(HistoryDocument.From)],
            status.Pending,
            FindingDocument.From(status.Findings)
        );
}
