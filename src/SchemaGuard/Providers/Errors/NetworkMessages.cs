namespace SchemaGuard.Providers.Errors;

/// <summary>The sentences about the network.</summary>
internal static class NetworkMessages
{
    public const string ConnectionBroken = "the connection was lost, or the server did not answer in time";

    public const string ConnectionRefused = "nothing is listening at this host and port";

    public const string NoSuchAddress =
        "this machine has no such address; a Unix socket is a file that is created by the server listening on it";

    public const string UnknownHost = "the host name cannot be resolved";

    public static string UnknownHostRemedy(string keyword) =>
        $"Correct {keyword} in the connection string, or check that name resolution works on this machine or in this cluster.";
}
