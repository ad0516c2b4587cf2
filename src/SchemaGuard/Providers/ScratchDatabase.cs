using System.Diagnostics.CodeAnalysis;

namespace SchemaGuard.Providers;

/// <summary>Is an empty database of the same product that exists for a moment. Disposing it removes it.</summary>
/// <param name="provider">Connects to it; disposed with it.</param>
/// <param name="remove">Removes it.</param>
[Experimental("SG9001")]
public sealed class ScratchDatabase(IDatabaseProvider provider, Func<ValueTask> remove) : IAsyncDisposable
{
    /// <summary>The beginning of the names of scratch databases, by which one that a killed process left behind is recognised.</summary>
    public const string NamePrefix = "schemaguard_scratch_";

    /// <summary>Gets what connects to it.</summary>
    public IDatabaseProvider Provider => provider;

    /// <summary>Gives a name that nobody else has.</summary>
    public static string NewName() => NamePrefix + Guid.NewGuid().ToString("N");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        (provider as IDisposable)?.Dispose();
        await remove().ConfigureAwait(false);
    }
}
