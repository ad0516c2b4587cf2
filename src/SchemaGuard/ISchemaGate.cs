namespace SchemaGuard;

/// <summary>The gate of a host, which lets it serve when every guard is satisfied. Thread-safe; never touches a database.</summary>
public interface ISchemaGate
{
    /// <summary>Gets whether the gate still waits for a guard, has let the host pass, or has refused it.</summary>
    SchemaGateState State { get; }

    /// <summary>Gets the reason of a refusal; <see langword="null"/> unless the state is <see cref="SchemaGateState.Refused"/>.</summary>
    SchemaGuardException? Refusal { get; }
}
