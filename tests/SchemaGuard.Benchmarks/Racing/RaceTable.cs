using System.Globalization;

namespace SchemaGuard.Benchmarks.Racing;

/// <summary>
/// Writes the results of races as one table. A ratio is that of the medians; beside it stand the mean of the rounds' own ratios and where their
/// middle half lies.
/// </summary>
/// <param name="headings">Names what tells one race of the table from another.</param>
internal sealed class RaceTable(params IReadOnlyList<string> headings)
{
    private readonly MarkdownTable _table = new([.. headings, "contender", "median ms", "ratio", "mean", "middle half", "KiB allocated"]);

    /// <summary>Adds a line for each contender of a race.</summary>
    /// <param name="result">The race.</param>
    /// <param name="race">What tells it from the others of the table.</param>
    public void Add(RaceResult result, params IReadOnlyList<string> race)
    {
        foreach (var lane in result.Lanes)
        {
            var isBaseline = lane == result.Baseline;
            _table.Add([
                .. race,
                lane.Name,
                ThreeDigits(lane.MedianMicroseconds / 1000),
                Hundredths(result.Ratio(lane)),
                isBaseline ? "" : Hundredths(result.MeanRatio(lane)),
                isBaseline ? "" : $"{Hundredths(result.RatioQuantile(lane, 0.25))} to {Hundredths(result.RatioQuantile(lane, 0.75))}",
                (lane.MedianBytes / 1024).ToString("0", CultureInfo.InvariantCulture),
            ]);
        }
    }

    public override string ToString() => _table.ToString();

    private static string ThreeDigits(double value) =>
        value.ToString(
            value switch
            {
                >= 100 => "0",
                >= 10 => "0.0",
                >= 1 => "0.00",
                _ => "0.000",
            },
            CultureInfo.InvariantCulture
        );

    private static string Hundredths(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);
}
