namespace SchemaGuard.Servers.Wire;

/// <summary>Says what is done with an answer.</summary>
internal enum WireVerdict
{
    Forward,
    KeepBack,
    Cut,
}
