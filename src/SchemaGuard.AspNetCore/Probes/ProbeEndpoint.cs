namespace SchemaGuard.AspNetCore.Probes;

/// <summary>The metadata of an endpoint that is served whatever the state of the databases: a probe or the status page.</summary>
internal sealed class ProbeEndpoint
{
    private ProbeEndpoint() { }

    public static ProbeEndpoint Instance { get; } = new();
}
