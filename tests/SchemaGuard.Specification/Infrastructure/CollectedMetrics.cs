using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace SchemaGuard.Specification.Infrastructure;

/// <summary>The metrics that OpenTelemetry exports from this process, as an application's collector gets them.</summary>
public sealed class CollectedMetrics : IDisposable
{
    private readonly List<MetricSnapshot> _exported = [];
    private readonly MeterProvider _provider;

    public CollectedMetrics() =>
        _provider = Sdk.CreateMeterProviderBuilder().AddMeter("SchemaGuard").AddInMemoryExporter(_exported).Build();

    /// <summary>Collects, and returns the present value of a counter or a gauge; <see langword="null"/> if it has none.</summary>
    public double? Last(string guard, string instrument, string? tag = null, string? value = null)
    {
        double? last = null;
        foreach (var (metric, point) in Collect(guard, instrument, tag, value))
        {
            last = metric.MetricType switch
            {
                MetricType.LongSum => point.GetSumLong(),
                MetricType.LongGauge => point.GetGaugeLastValueLong(),
                _ => point.GetGaugeLastValueDouble(),
            };
        }

        return last;
    }

    /// <summary>Collects, and returns how many values a histogram has.</summary>
    public long Count(string guard, string instrument, string? tag = null, string? value = null) =>
        Collect(guard, instrument, tag, value).Sum(found => found.Point.GetHistogramCount());

    public void Dispose() => _provider.Dispose();

    private IEnumerable<(MetricSnapshot Metric, MetricPoint Point)> Collect(string guard, string instrument, string? tag, string? value)
    {
        _exported.Clear();
        _provider.ForceFlush();
        foreach (var metric in _exported.Where(metric => metric.Name == instrument))
        {
            foreach (var point in metric.MetricPoints)
            {
                var tags = TagsOf(point);
                if (tags.GetValueOrDefault("schemaguard.guard") == guard && (tag is null || tags.GetValueOrDefault(tag) == value))
                {
                    yield return (metric, point);
                }
            }
        }
    }

    private static Dictionary<string, string?> TagsOf(MetricPoint point)
    {
        var tags = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var (key, value) in point.Tags)
        {
            tags[key] = value?.ToString();
        }

        return tags;
    }
}
