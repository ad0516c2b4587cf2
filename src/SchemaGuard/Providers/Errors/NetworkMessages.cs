namespace SchemaGuard.Providers.Errors;

/// <summary>Holds the sentences about the network.</summary>
internal static class NetworkMessages
{
    public const string ConnectionBroken = "the connection was broken off, or the server did not answer in time";

    public const string ConnectionRefused = "nobody listens at this host and port";

    public const string NoSuchAddress =
        "this machine knows no such address; that of a Unix socket is a file, which is made by the server that listens there";

    public const string UnknownHost = "the host's name is not known here";

    public static string UnknownHostRemedy(string keyword) =>
        $"Correct {keyword} in the connection string, or look whether the name service of this machine or cluster works.";
}
