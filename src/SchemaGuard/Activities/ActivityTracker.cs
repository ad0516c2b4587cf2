namespace SchemaGuard.Activities;

/// <summary>
/// What one guard is doing, for those who ask and for those who are told. Only a run moves it: what is reported while none is in progress, such as the
/// waits of someone who only reads, is not an activity of the guard. Thread-safe; if two runs overlap, the last report counts.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="changed">Is told of each change; must not block or throw. <see langword="null"/> if nobody listens.</param>
internal sealed class ActivityTracker(TimeProvider time, Action<GuardActivity>? changed)
{
    private volatile GuardActivity _current = GuardActivity.Idle;
    private int _runs;

    public GuardActivity Current => _current;

    /// <summary>Begins a run.</summary>
    public void Begin()
    {
        if (Interlocked.Increment(ref _runs) == 1)
        {
            _current = new GuardActivity(GuardActivityKind.Checking, time.GetUtcNow());
        }
    }

    /// <summary>Ends a run. While another goes on, what it is doing stays.</summary>
    public void End()
    {
        if (Interlocked.Decrement(ref _runs) == 0)
        {
            _current = GuardActivity.Idle;
        }
    }

    /// <summary>Reports that a step of the migrations begins.</summary>
    public void Migrate(MigrationProgress progress)
    {
        var last = _current;
        if (!last.IsRunning)
        {
            return;
        }

        var now = time.GetUtcNow();
        Change(
            new GuardActivity(
                GuardActivityKind.Migrating,
                last.Progress is null || last.Kind == GuardActivityKind.Checking ? now : last.Since
            )
            {
                Progress = progress,
                ProgressSince = now,
            }
        );
    }

    /// <summary>Reports that the run waits.</summary>
    /// <param name="kind">What kind of wait it is.</param>
    /// <param name="forWhom">Whom or what it waits for; <see langword="null"/> if that is not known, or not found out again.</param>
    public void Wait(GuardActivityKind kind, string? forWhom = null)
    {
        var last = _current;
        if (!last.IsRunning || (last.Kind == kind && (forWhom is null || forWhom == last.WaitingFor)))
        {
            return;
        }

        Change(
            last with
            {
                Kind = kind,
                Since = last.Kind == kind ? last.Since : time.GetUtcNow(),
                WaitingFor = forWhom ?? (last.Kind == kind ? last.WaitingFor : null),
            }
        );
    }

    /// <summary>Reports that a wait of one kind is over: the run goes on with what it did before. Does nothing if it was not waiting like that.</summary>
    public void Resume(GuardActivityKind kind)
    {
        var last = _current;
        if (last.Kind == kind)
        {
            _current = last with
            {
                Kind = last.Progress is null ? GuardActivityKind.Checking : GuardActivityKind.Migrating,
                Since = time.GetUtcNow(),
                WaitingFor = null,
            };
        }
    }

    private void Change(GuardActivity next)
    {
        _current = next;
        changed?.Invoke(next);
    }
}
