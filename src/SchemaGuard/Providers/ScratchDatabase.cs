using System.Diagnostics.CodeAnalysis;

namespace SchemaGuard.Providers;

/// <summary>A temporary, empty database of the same product. Disposing it removes it.</summary>
/// <param name="provider">The provider that connects to it; disposed with it.</param>
/// <param name="remove">The function that removes it.</param>
[Experimental("SG9001")]
public sealed class ScratchDatabase(IDatabaseProvider provider, Func<ValueTask> remove) : IAsyncDisposable
{
    /// <summary>The beginning of the names of scratch databases, by which one that a killed process left behind is recognized.</summary>
    public const string NamePrefix = "schemaguard_scratch_";

    /// <summary>Gets the provider that connects to it.</summary>
    public IDatabaseProvider Provider => provider;

    /// <summary>Returns a unique name.</summary>
    public static string NewName() => NamePrefix + Guid.NewGuid().ToString("N");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        (provider as IDisposable)?.Dispose();
        await remove().ConfigureAwait(false);
    }
}
