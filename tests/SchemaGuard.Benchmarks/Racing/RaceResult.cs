namespace SchemaGuard.Benchmarks.Racing;

/// <summary>Holds the samples of a race. The first lane is the baseline.</summary>
internal sealed record RaceResult(IReadOnlyList<Lane> Lanes)
{
    public Lane Baseline => Lanes[0];

    /// <summary>Computes how much longer than the baseline a lane took, from the medians of both.</summary>
    public double Ratio(Lane lane) => lane.MedianMicroseconds / Baseline.MedianMicroseconds;

    /// <summary>Computes the ratio in each round, and gives their mean.</summary>
    public double MeanRatio(Lane lane) => Ratios(lane).Average();

    /// <summary>Computes the ratio in each round, and gives the one below which a share of the rounds lies.</summary>
    public double RatioQuantile(Lane lane, double share) => Quantile.Of(Ratios(lane), share);

    private IEnumerable<double> Ratios(Lane lane) => lane.Microseconds.Zip(Baseline.Microseconds, (own, baseline) => own / baseline);
}
