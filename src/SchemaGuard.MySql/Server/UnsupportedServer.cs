using SchemaGuard.MySql.Messages;
using SchemaGuard.MySql.Products;
using SchemaGuard.Providers.Errors;

namespace SchemaGuard.MySql.Server;

/// <summary>The refusal of a server on which nothing can be proved.</summary>
internal static class UnsupportedServer
{
    /// <summary>Refuses a server that is too old, or another product.</summary>
    /// <exception cref="DatabaseRefusedException">It is.</exception>
    public static void Refuse(ServerProduct server)
    {
        RefuseOther(server.Product);
        if (!server.IsSupported)
        {
            throw Refused(MySqlMessages.TooOld(server));
        }
    }

    /// <summary>
    /// Refuses a product that only speaks MySQL's protocol: its definitions and locks are its own, and what they guarantee is unknown.
    /// </summary>
    /// <param name="version">The server's version, or the comment on it.</param>
    /// <exception cref="DatabaseRefusedException">It is such a product.</exception>
    public static void RefuseOther(string? version)
    {
        if (ServerProduct.FindOther(version) is { } other)
        {
            throw Refused(MySqlMessages.OtherServer(other));
        }
    }

    private static DatabaseRefusedException Refused(string message) =>
        new(new DatabaseError(DatabaseErrorKind.Refused, message, MySqlMessages.TooOldRemedy));
}
