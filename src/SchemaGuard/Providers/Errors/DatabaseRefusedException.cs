using System.Diagnostics.CodeAnalysis;

namespace SchemaGuard.Providers.Errors;

/// <summary>An exception by which a provider refuses a connection for a reason that it found itself, before the driver was asked.</summary>
[Experimental("SG9001")]
public sealed class DatabaseRefusedException : Exception
{
    /// <summary>Initializes an exception with a classified error.</summary>
    /// <param name="error">The reason and the remedy.</param>
    public DatabaseRefusedException(DatabaseError error)
        : base(error.Message) => Error = error;

    /// <summary>Gets the reason.</summary>
    public DatabaseError Error { get; }
}
