namespace SchemaGuard.AspNetCore.Status.Views;

/// <summary>What the page says.</summary>
internal sealed record StatusView
{
    /// <summary>Gets the name of the application.</summary>
    public required string Application { get; init; }

    /// <summary>Gets the name of the pod or host.</summary>
    public required string Pod { get; init; }

    /// <summary>Gets the time at which the page is made.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Gets the verdict that the page begins with.</summary>
    public required VerdictView Verdict { get; init; }

    /// <summary>Gets the gate of the host.</summary>
    public required ISchemaGate Gate { get; init; }

    /// <summary>Gets all guards.</summary>
    public IReadOnlyList<GuardView> Guards { get; init; } = [];

    /// <summary>Gets the guard that is shown in full; <see langword="null"/> if all are shown side by side.</summary>
    public GuardView? Chosen { get; init; }

    /// <summary>Gets whether something runs or waits, so that the page is soon out of date.</summary>
    public bool IsMoving { get; init; }

    /// <summary>Gets whether the reader has stopped the page from reloading itself.</summary>
    public bool IsHeld { get; init; }

    /// <summary>Gets after how many seconds the page reloads itself; <see langword="null"/> if it does not.</summary>
    public int? ReloadSeconds => IsMoving && !IsHeld ? 2 : null;
}
