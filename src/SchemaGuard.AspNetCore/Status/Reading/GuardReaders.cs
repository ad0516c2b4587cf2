using System.Collections.Concurrent;

namespace SchemaGuard.AspNetCore.Status.Reading;

/// <summary>The readers of all databases, one for each guard. Thread-safe.</summary>
internal sealed class GuardReaders(TimeSpan limit, TimeProvider time)
{
    private readonly ConcurrentDictionary<ISchemaGuard, GuardReader> _readers = new(ReferenceEqualityComparer.Instance);

    /// <summary>Gets the reader of a guard's database.</summary>
    public GuardReader Of(ISchemaGuard guard) => _readers.GetOrAdd(guard, added => new GuardReader(added, limit, time));
}
