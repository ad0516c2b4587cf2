using SchemaGuard.Monitoring;
using Shouldly;
using Xunit;

namespace SchemaGuard.Tests.Monitoring;

public sealed class MonitorVerdictTests
{
    private static readonly SchemaReport Good = Report();
    private static readonly SchemaReport Bad = Report(
        new Finding(FindingCodes.ColumnMissing, FindingSeverity.Error, "a.b", "Gone.", "Put it back.")
    );

    private readonly ManualTime _time = new();
    private readonly MonitorVerdict _verdict;

    public MonitorVerdictTests() =>
        _verdict = new MonitorVerdict(new SchemaGuardOptions { MonitorThreshold = 2, OutageTolerance = TimeSpan.FromMinutes(1) }, _time);

    [Fact]
    public void A_bad_verdict_has_to_be_seen_twice_in_a_row_and_a_good_one_once()
    {
        _verdict.See(Good, Bad).ShouldBeSameAs(Good);
        _verdict.IsInDoubt.ShouldBeTrue();
        _verdict.See(Good, Bad).ShouldBeSameAs(Bad);
        _verdict.See(Bad, Good).ShouldBeSameAs(Good);
        _verdict.See(Good, Bad).ShouldBeSameAs(Good);
        _verdict.See(Good, Good).ShouldBeSameAs(Good);
        _verdict.See(Good, Bad).ShouldBeSameAs(Good);
    }

    [Fact]
    public void An_outage_turns_the_verdict_only_when_it_lasts_and_ends_a_row()
    {
        _verdict.See(Good, Bad).ShouldBeSameAs(Good);
        _verdict.Miss(Good, Bad).ShouldBeSameAs(Good);
        _verdict.See(Good, Bad).ShouldBeSameAs(Good);
        _verdict.Miss(Good, Bad).ShouldBeSameAs(Good);
        _time.Advance(TimeSpan.FromSeconds(59));
        _verdict.Miss(Good, Bad).ShouldBeSameAs(Good);
        _time.Advance(TimeSpan.FromSeconds(1));
        _verdict.Miss(Good, Bad).ShouldBeSameAs(Bad);
    }

    private static SchemaReport Report(params Finding[] findings) =>
        new()
        {
            Guard = "default",
            Product = "Test",
            ServerVersion = "1",
            Target = "test",
            Findings = findings,
        };

    private sealed class ManualTime : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        public void Advance(TimeSpan time) => _ticks += time.Ticks;
    }
}
