using System.Globalization;

namespace SchemaGuard.PostgreSql.Server;

/// <summary>Another session as <c>pg_stat_activity</c> shows it, for display.</summary>
internal sealed record SeenSession
{
    public required int ProcessId { get; init; }

    public required string User { get; init; }

    public required string Application { get; init; }

    public required string Address { get; init; }

    public required string State { get; init; }

    /// <summary>Gets how many seconds it has run its statement, or its transaction when it is idle in one.</summary>
    public required long Seconds { get; init; }

    public required bool WaitsForLock { get; init; }

    /// <summary>Gets what its last statement is about, without its text, which may contain any values.</summary>
    public required string Statement { get; init; }

    /// <summary>Gets whether that statement changes the schema.</summary>
    public bool ChangesSchema { get; init; }

    /// <summary>Gets the progress of an index build.</summary>
    public string? Progress { get; init; }

    /// <summary>Gets whether it executes something and does not itself wait for a lock.</summary>
    public bool IsWorking => State == "active" && !WaitsForLock;

    /// <summary>Gets a description of what it does.</summary>
    public string Doing =>
        State switch
        {
            "active" => string.Create(
                CultureInfo.InvariantCulture,
                $"{(WaitsForLock ? "waiting for a lock" : "executing")} '{Statement}' for {Seconds} s{(Progress is null ? "" : $", {Progress}")}"
            ),
            "" => "working",
            _ => string.Create(
                CultureInfo.InvariantCulture,
                $"{State} for {Seconds} s{(Statement.Length == 0 ? "" : $", last with '{Statement}'")}"
            ),
        };

    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{(Application.Length == 0 ? "a session" : $"'{Application}'")} (pid {ProcessId}, user {User}, {Address}), {Doing}"
        );
}
