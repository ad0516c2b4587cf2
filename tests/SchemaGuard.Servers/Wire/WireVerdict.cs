namespace SchemaGuard.Servers.Wire;

/// <summary>What is done with an answer.</summary>
internal enum WireVerdict
{
    Forward,
    KeepBack,
    Cut,
}
