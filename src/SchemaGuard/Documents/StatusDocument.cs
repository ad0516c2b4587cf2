namespace SchemaGuard.Documents;

/// <summary>The document of <c>status</c>.</summary>
internal sealed record StatusDocument(
    string Schema,
    string Guard,
    DatabaseDocument Database,
    string? LockHolder,
    IReadOnlyList<HistoryDocument> History,
    IReadOnlyList<string> Pending,
    IReadOnlyList<UnfinishedDocument> Unfinished,
    IReadOnlyList<FindingDocument> Findings
)
{
    public static StatusDocument From(SchemaStatus status) =>
        new(
            JsonDocuments.SchemaOf("status"),
            status.Guard,
            new DatabaseDocument(status.Product, status.ServerVersion, status.Target),
            status.LockHolder,
            [.. status.History.Select(HistoryDocument.From)],
            [.. status.Pending.Select(pending => pending.Name)],
            [.. status.Unfinished.Select(UnfinishedDocument.From)],
            FindingDocument.From(status.Findings)
        );
}
