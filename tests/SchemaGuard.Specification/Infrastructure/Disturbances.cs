namespace SchemaGuard.Specification.Infrastructure;

/// <summary>What happens in a storm.</summary>
[Flags]
public enum Disturbances
{
    /// <summary>Nothing: the processes only start together.</summary>
    None = 0,

    /// <summary>Some processes are killed.</summary>
    Kills = 1,

    /// <summary>Some processes are frozen, and resumed later.</summary>
    Freezes = 2,

    /// <summary>The server is killed, and started again on the same data.</summary>
    Crashes = 4,

    /// <summary>Connections are cut.</summary>
    Cuts = 8,

    /// <summary>All of it.</summary>
    All = Kills | Freezes | Crashes | Cuts,
}
