namespace SchemaGuard.Tests;

/// <summary>Is a time that stands still until a test moves it.</summary>
internal sealed class ManualTime : TimeProvider
{
    private readonly DateTimeOffset _start = new(2025, 11, 11, 14, 30, 0, TimeSpan.Zero);
    private long _ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _ticks;

    public override DateTimeOffset GetUtcNow() => _start.AddTicks(_ticks);

    public void Advance(TimeSpan time) => _ticks += time.Ticks;
}
