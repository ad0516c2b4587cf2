namespace SchemaGuard.Execution.Retry;

/// <summary>Measures a wait, and says when it is time to tell people about it: soon once, then every ten seconds.</summary>
internal sealed class Wait(TimeProvider time)
{
    private static readonly TimeSpan BetweenWords = TimeSpan.FromSeconds(10);
    private readonly long _started = time.GetTimestamp();
    private TimeSpan _nextWord = TimeSpan.FromSeconds(1);

    public TimeSpan Elapsed => time.GetElapsedTime(_started);

    public bool IsTimeForAWord()
    {
        if (Elapsed < _nextWord)
        {
            return false;
        }

        _nextWord = Elapsed + BetweenWords;
        return true;
    }
}
