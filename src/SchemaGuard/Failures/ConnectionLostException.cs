using SchemaGuard.Providers.Errors;

namespace SchemaGuard.Failures;

/// <summary>The loss of the connection in the middle of a migration. Whether its commit happened is settled by reading, never assumed.</summary>
internal sealed class ConnectionLostException(DatabaseError error, Exception inner) : Exception(error.Message, inner)
{
    public DatabaseError Error => error;
}
