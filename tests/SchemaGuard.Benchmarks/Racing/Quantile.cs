namespace SchemaGuard.Benchmarks.Racing;

/// <summary>Finds the value below which a share of the samples lies.</summary>
internal static class Quantile
{
    public static double Median(IEnumerable<double> samples) => Of(samples, 0.5);

    /// <summary>Interpolates between the two samples around the place.</summary>
    /// <param name="samples">The samples, in any order; at least one.</param>
    /// <param name="share">The share, from 0 to 1.</param>
    public static double Of(IEnumerable<double> samples, double share)
    {
        var sorted = samples.Order().ToArray();
        var place = share * (sorted.Length - 1);
        var lower = (int)place;
        var upper = Math.Min(lower + 1, sorted.Length - 1);
        return sorted[lower] + ((sorted[upper] - sorted[lower]) * (place - lower));
    }
}
