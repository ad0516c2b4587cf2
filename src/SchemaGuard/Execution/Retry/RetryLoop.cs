namespace SchemaGuard.Execution.Retry;

/// <summary>
/// The pace of a retry loop: how long it has lasted, when to report that it still does (soon once, then every ten seconds), and the pauses between its
/// attempts. They double up to a limit, each with jitter, so that replicas do not retry in step.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="firstPause">The upper bound of the first pause.</param>
/// <param name="longestPause">The upper bound of any pause.</param>
internal sealed class RetryLoop(TimeProvider time, TimeSpan firstPause, TimeSpan longestPause)
{
    private static readonly TimeSpan FirstReport = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BetweenReports = TimeSpan.FromSeconds(10);
    private long? _started;
    private TimeSpan _nextReport = FirstReport;
    private TimeSpan _pause = firstPause;

    /// <summary>Gets how long the loop has lasted: since <see cref="Start"/>, or since this property was first read.</summary>
    public TimeSpan Elapsed => time.GetElapsedTime(_started ??= time.GetTimestamp());

    /// <summary>Counts the time from now on; the pauses stay as long as they are.</summary>
    public RetryLoop Start()
    {
        (_started, _nextReport) = (time.GetTimestamp(), FirstReport);
        return this;
    }

    /// <summary>Determines whether a report is due now; if so, it counts as made.</summary>
    public bool IsReportDue()
    {
        if (Elapsed < _nextReport)
        {
            return false;
        }

        _nextReport = Elapsed + BetweenReports;
        return true;
    }

    /// <summary>Waits until it is time for the next attempt.</summary>
    public Task PauseAsync(CancellationToken cancellationToken) => Task.Delay(NextPause(), time, cancellationToken);

    /// <summary>Returns the next pause: between half of the current length and the whole of it.</summary>
    public TimeSpan NextPause()
    {
        var current = _pause;
        _pause = TimeSpan.FromTicks(Math.Min(longestPause.Ticks, _pause.Ticks * 2));
        return current * (0.5 + (Random.Shared.NextDouble() / 2));
    }
}
