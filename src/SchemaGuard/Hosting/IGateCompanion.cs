using System.Diagnostics.CodeAnalysis;

namespace SchemaGuard;

/// <summary>
/// Something that accompanies the work of the gate, such as a listener that answers probes meanwhile. Companions are found in the container. They must not
/// throw: the start of the application does not depend on them.
/// </summary>
[Experimental("SG9001")]
public interface IGateCompanion
{
    /// <summary>Begins before the first guard is built or works. The gate waits for it.</summary>
    /// <param name="cancellationToken">Is cancelled when the host is asked to stop.</param>
    Task BeginAsync(CancellationToken cancellationToken);

    /// <summary>Ends when the gate lets the host go on, refuses it, or is cancelled. The gate waits for it.</summary>
    /// <param name="refusal">The reason of the refusal; <see langword="null"/> if there is none.</param>
    /// <param name="cancellationToken">Is cancelled when the host is asked to stop.</param>
    Task EndAsync(SchemaGuardException? refusal, CancellationToken cancellationToken);
}
