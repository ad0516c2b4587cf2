using System.Collections.Concurrent;
using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace SchemaGuard.Specification.Infrastructure;

/// <summary>The spans that OpenTelemetry exports from this process, as an application's collector gets them.</summary>
public sealed class CollectedSpans : IDisposable
{
    private readonly SpanList _exported = new();
    private readonly TracerProvider _provider;

    public CollectedSpans() =>
        _provider = Sdk.CreateTracerProviderBuilder().AddSource("SchemaGuard").AddInMemoryExporter(_exported).Build();

    /// <summary>Returns the spans of a guard in the order in which they ended.</summary>
    public IReadOnlyList<Activity> Of(string guard) => [.. _exported.Where(span => (string?)span.GetTagItem("schemaguard.guard") == guard)];

    public void Dispose() => _provider.Dispose();

    /// <summary>A list that one test reads while the guards of others still write.</summary>
    private sealed class SpanList : ICollection<Activity>
    {
        private readonly ConcurrentQueue<Activity> _spans = new();

        public int Count => _spans.Count;

        public bool IsReadOnly => false;

        public void Add(Activity item) => _spans.Enqueue(item);

        public void Clear() => _spans.Clear();

        public bool Contains(Activity item) => _spans.Contains(item);

        public void CopyTo(Activity[] array, int arrayIndex) => _spans.CopyTo(array, arrayIndex);

        public bool Remove(Activity item) => false;

        public IEnumerator<Activity> GetEnumerator() => _spans.GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
