namespace SchemaGuard;

/// <summary>What the server itself tells about the progress of a statement that is running. Immutable.</summary>
/// <param name="Phase">What the server is doing, in its own words, such as <c>building index: scanning table</c>.</param>
/// <param name="Share">
/// The part of the phase that is done, from 0 to 1; <see langword="null"/> if the server gives no number. MySQL estimates the whole statement.
/// </param>
public sealed record StatementProgress(string Phase, double? Share)
{
    /// <summary>Gets what the server is doing, in its own words, on one line.</summary>
    public string Phase
    {
        get;
        init => field = PrintableText.Line(value);
    } = PrintableText.Line(Phase);

    /// <summary>Gets the part of the phase that is done, from 0 to 1; <see langword="null"/> if the server gives no number.</summary>
    public double? Share
    {
        get;
        init => field = Bounded(value);
    } = Bounded(Share);

    private static double? Bounded(double? share) => share is { } number && double.IsFinite(number) ? Math.Clamp(number, 0, 1) : null;
}
