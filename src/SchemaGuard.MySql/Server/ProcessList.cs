using SchemaGuard.MySql.Products;

namespace SchemaGuard.MySql.Server;

/// <summary>
/// The table that lists a server's sessions. MySQL's <c>information_schema.PROCESSLIST</c> fails as a whole (3854) while any session runs a statement
/// with a character beyond the Basic Multilingual Plane. The performance schema's list, which exists from 8.0.22 on unless it is turned off, does
/// not.
/// </summary>
internal static class ProcessList
{
    /// <summary>The table that every server has.</summary>
    public const string Everywhere = "information_schema.PROCESSLIST";

    /// <summary>Asks whether the performance schema is on.</summary>
    public const string Question = "@@performance_schema";

    private static readonly Version First = new(8, 0, 22);

    /// <summary>Returns the table to read on a server.</summary>
    /// <param name="server">The server.</param>
    /// <param name="answer">Its answer to <see cref="Question"/>.</param>
    public static string Of(ServerProduct server, string? answer) =>
        !server.IsMariaDb && server.Version >= First && answer is "1" or "True" ? "performance_schema.processlist" : Everywhere;
}
