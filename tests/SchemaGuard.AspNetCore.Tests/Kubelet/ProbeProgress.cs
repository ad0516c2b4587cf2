using System.Text.Json;

namespace SchemaGuard.AspNetCore.Tests.Kubelet;

/// <summary>What a probe says while the gate is closed.</summary>
internal sealed record ProbeProgress(
    string Status,
    string Pod,
    string? Activity,
    int Number,
    int Count,
    int Statement,
    int Statements,
    long Seconds
)
{
    /// <summary>Reads the answer; <see langword="null"/> if no migration runs.</summary>
    public static ProbeProgress? OfMigration(ProbeAnswer answer)
    {
        if (answer.Status != 503)
        {
            return null;
        }

        var document = JsonDocument.Parse(answer.Body).RootElement;
        var guard = document.GetProperty("guards").EnumerateArray().Single();
        return guard.TryGetProperty("migration", out var migration)
            ? new ProbeProgress(
                document.GetProperty("status").GetString()!,
                document.GetProperty("pod").GetString()!,
                guard.GetProperty("activity").GetString(),
                migration.GetProperty("number").GetInt32(),
                migration.GetProperty("count").GetInt32(),
                migration.GetProperty("statement").GetInt32(),
                migration.GetProperty("statements").GetInt32(),
                migration.GetProperty("seconds").GetInt64()
            )
            : null;
    }

    /// <summary>Determines whether the held migration runs.</summary>
    public static bool IsHeld(ProbeAnswer answer) => OfMigration(answer) is { Number: 3, Statement: 1 };
}
