using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using SchemaGuard.Providers.Errors;

namespace SchemaGuard.Providers;

/// <summary>The empty databases on which a provider lets migrations be replayed.</summary>
[Experimental("SG9001")]
public interface IScratchDatabases
{
    /// <summary>Creates an empty database beside the guard's own, with the same rights, on which migrations are replayed.</summary>
    /// <param name="cancellationToken">A token that cancels the attempt.</param>
    /// <exception cref="DatabaseRefusedException">
    /// The user lacks the right, or there is no connection string to create one with; the error says what to do instead.
    /// </exception>
    /// <exception cref="DbException">The server refused; <see cref="IErrorExplanations.Classify"/> tells why.</exception>
    Task<ScratchDatabase> CreateScratchAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Creates, in the scratch database of this provider, the schemas of a search path that the connection relies on and that no migration creates.
    /// </summary>
    /// <param name="madeSchemas">The names of the schemas that the migrations create and that must not exist before.</param>
    /// <param name="cancellationToken">A token that cancels the attempt.</param>
    /// <exception cref="DbException">The server refused; <see cref="IErrorExplanations.Classify"/> tells why.</exception>
    Task PrepareScratchAsync(IReadOnlyCollection<string> madeSchemas, CancellationToken cancellationToken) => Task.CompletedTask;
}
