namespace SchemaGuard.Execution.Retry;

/// <summary>The measurement of a wait, which also determines when to report it: soon once, then every ten seconds.</summary>
internal sealed class ReportedWait(TimeProvider time)
{
    private static readonly TimeSpan BetweenWords = TimeSpan.FromSeconds(10);
    private readonly long _started = time.GetTimestamp();
    private TimeSpan _nextWord = TimeSpan.FromSeconds(1);

    public TimeSpan Elapsed => time.GetElapsedTime(_started);

    public bool IsReportDue()
    {
        if (Elapsed < _nextWord)
        {
            return false;
        }

        _nextWord = Elapsed + BetweenWords;
        return true;
    }
}
