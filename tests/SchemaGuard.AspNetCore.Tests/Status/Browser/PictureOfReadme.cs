namespace SchemaGuard.AspNetCore.Tests.Status.Browser;

/// <summary>A guard with what the picture of the README shows.</summary>
internal static class PictureOfReadme
{
    private static readonly Finding[] Findings =
    [
        new(
            "SG2012",
            FindingSeverity.Error,
            "orders.total",
            "The type of column 'orders.total' is integer, expected numeric(12,2).",
            "Correct it in a new migration, or undo by hand what was done by hand."
        )
        {
            Expected = "numeric(12,2)",
            Actual = "integer",
        },
        new(
            "SG2051",
            FindingSeverity.Warning,
            "orders.(customer_id)",
            "Index 'orders.(customer_id)' is expected and does not exist.",
            "Create it in a new migration, with CONCURRENTLY if the table is large."
        ),
    ];

    private static readonly (string Name, double Milliseconds, int Statements)[] Applied =
    [
        ("001_create_customers", 38, 2),
        ("002_create_orders", 61, 4),
        ("003_create_payments", 44, 3),
        ("004_backfill_totals", 412_000, 1),
        ("005_index_orders", 8_300, 1),
    ];

    public static FakeGuard Guard()
    {
        var now = TimeProvider.System.GetUtcNow();
        return new FakeGuard
        {
            LastReport = FakeGuard.Report("default", SchemaLook.Complete, Findings) with
            {
                AppliedCount = Applied.Length,
                RequiredTables = ["customers", "orders", "payments"],
                Invariants = ["every order has a customer"],
            },
            Status = _ =>
                Task.FromResult(
                    FakeGuard.EmptyStatus("default") with
                    {
                        History = [.. Applied.Select((applied, index) => Entry(applied, index, now))],
                    }
                ),
            Tables =
            [
                new TableStatistics("customers", IsRequired: true, 18_200, 4_300_000),
                new TableStatistics("orders", IsRequired: true, 1_240_000, 512_000_000),
                new TableStatistics("payments", IsRequired: true, 1_190_000, 268_000_000),
                new TableStatistics("sessions_old", IsRequired: false, 90, 65_000),
            ],
        };
    }

    private static HistoryEntry Entry((string Name, double Milliseconds, int Statements) applied, int index, DateTimeOffset now) =>
        new(
            index + 1,
            "default",
            applied.Name,
            HistoryEntryKind.Sql,
            IsFinished: true,
            applied.Statements,
            applied.Statements,
            now.AddDays((index - Applied.Length) * 3),
            TimeSpan.FromMilliseconds(applied.Milliseconds),
            $"orders 1.{index}.0",
            $"orders-7d9f-{(char)('k' + index)}2",
            Error: null
        );
}
