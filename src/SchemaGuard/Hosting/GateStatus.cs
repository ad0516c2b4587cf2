namespace SchemaGuard.Hosting;

/// <summary>The state of the gate, which the gate sets and everybody reads.</summary>
internal sealed class GateStatus : ISchemaGate
{
    private volatile SchemaGuardException? _refusal;
    private volatile bool _isOpen;

    public SchemaGateState State =>
        _refusal is not null ? SchemaGateState.Refused
        : _isOpen ? SchemaGateState.Open
        : SchemaGateState.Closed;

    public SchemaGuardException? Refusal => _refusal;

    public void Open() => _isOpen = true;

    public void Refuse(SchemaGuardException reason) => _refusal = reason;
}
