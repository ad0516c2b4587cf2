using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace SchemaGuard.Providers.Locking;

/// <summary>The owner of a lease, as the lease's row tells.</summary>
/// <param name="Name">The name under which the owner took the lease.</param>
/// <param name="SecondsTaken">The number of seconds since the owner took the lease, if it is known.</param>
/// <param name="SecondsOver">The number of seconds since the lease expired; not positive while it lasts.</param>
[Experimental("SG9001")]
public sealed record LeaseOwner(string Name, long? SecondsTaken, long SecondsOver)
{
    /// <summary>Gets whether the owner has let the lease expire.</summary>
    public bool IsLate => SecondsOver > 0;

    /// <summary>Writes who has the lease and since when.</summary>
    /// <param name="note">What else is to be said, beginning with its separator.</param>
    public string Describe(string note = "") =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"'{Name}' (lease taken {SecondsTaken} s ago{(IsLate ? $", over for {SecondsOver} s" : "")}{note})"
        );
}
