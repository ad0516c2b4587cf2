namespace SchemaGuard.AspNetCore.Tests.Kubelet;

/// <summary>The verdict of a probe: it turns when as many results in a row are against it as the threshold asks for.</summary>
/// <param name="settings">The thresholds.</param>
/// <param name="initial">The verdict before the first results; <see langword="null"/> if there is none.</param>
internal sealed class ProbeCount(ProbeSettings settings, bool? initial)
{
    private bool? _last;
    private int _run;

    /// <summary>Gets the verdict.</summary>
    public bool? Verdict { get; private set; } = initial;

    /// <summary>Takes a result.</summary>
    /// <returns>Whether the verdict is settled by it: enough of its kind came in a row.</returns>
    public bool Add(bool isSuccess)
    {
        _run = _last == isSuccess ? _run + 1 : 1;
        _last = isSuccess;
        if (_run < (isSuccess ? settings.SuccessThreshold : settings.FailureThreshold))
        {
            return false;
        }

        Verdict = isSuccess;
        return true;
    }
}
