using Microsoft.Extensions.Time.Testing;
using SchemaGuard.History;
using SchemaGuard.Monitoring;
using SchemaGuard.Reports;
using Shouldly;
using Xunit;

namespace SchemaGuard.Tests.Monitoring;

public sealed class MonitorVerdictTests
{
    private static readonly SchemaReport Good = Report();
    private static readonly SchemaReport Warned = Report(Finding(FindingCodes.IndexMissing, FindingSeverity.Warning));
    private static readonly SchemaReport Bad = Report(Finding(FindingCodes.ColumnMissing, FindingSeverity.Error));
    private static readonly SchemaReport Outage = Failure(SchemaLook.Unreachable, FindingCodes.Unreachable);
    private static readonly SchemaReport Refusal = Failure(SchemaLook.Misconfigured, FindingCodes.Misconfigured);
    private static readonly SchemaReport WithoutFindings = Outage with { Findings = [] };

    private readonly FakeTimeProvider _time = new();
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
    public void A_look_that_fails_wipes_nothing_that_was_seen()
    {
        _verdict.See(Good, Bad).ShouldBeSameAs(Good);
        var missed = _verdict.Miss(Good, Outage);
        _verdict.IsInDoubt.ShouldBeFalse();

        _verdict.See(missed, Bad).ShouldBeSameAs(Bad);
    }

    [Fact]
    public void An_outage_turns_a_good_verdict_only_when_it_lasts()
    {
        var missed = _verdict.Miss(Good, Outage);
        missed.State.ShouldBe(SchemaState.Healthy);
        _time.Advance(TimeSpan.FromSeconds(59));
        missed = _verdict.Miss(missed, Outage);
        missed.State.ShouldBe(SchemaState.Healthy);
        _time.Advance(TimeSpan.FromSeconds(1));
        missed = _verdict.Miss(missed, Outage);
        (missed.State, missed.LastSeen).ShouldBe((SchemaState.Unreachable, SchemaState.Healthy));
        missed.FailingSince.ShouldBe(_time.GetUtcNow() - TimeSpan.FromMinutes(1));
    }

    [Fact]
    public void No_look_that_fails_mends_a_bad_verdict_however_long_it_lasts()
    {
        var verdict = Bad;
        foreach (var failure in new[] { Outage, Refusal, WithoutFindings, Refusal, Outage })
        {
            _time.Advance(TimeSpan.FromHours(1));
            verdict = _verdict.Miss(verdict, failure);
            (verdict.State, verdict.LastSeen, verdict.Look).ShouldBe((SchemaState.Unhealthy, SchemaState.Unhealthy, failure.Look));
        }

        verdict.Findings.Select(finding => finding.Code).ShouldBe([FindingCodes.Unreachable, FindingCodes.ColumnMissing]);
        _verdict.See(verdict, Good).ShouldBeSameAs(Good);
    }

    [Fact]
    public void A_failure_without_findings_is_never_healthy()
    {
        _verdict.Miss(Good, WithoutFindings);
        _time.Advance(TimeSpan.FromMinutes(1));

        _verdict.Miss(Good, WithoutFindings).State.ShouldBe(SchemaState.Unreachable);
        WithoutFindings.State.ShouldBe(SchemaState.Unreachable);
        (WithoutFindings with { Look = SchemaLook.None }).State.ShouldBe(SchemaState.Unknown);
    }

    [Fact]
    public void What_was_known_of_the_database_stays_known()
    {
        var known = Warned with { ServerVersion = "17.2", Head = 7, AppliedCount = 7, CheckedAt = _time.GetUtcNow() };
        _verdict.Miss(known, Outage);
        _time.Advance(TimeSpan.FromMinutes(2));

        var missed = _verdict.Miss(known, Outage);

        (missed.ServerVersion, missed.Head, missed.AppliedCount, missed.CheckedAt).ShouldBe(("17.2", 7, 7, known.CheckedAt));
        (missed.State, missed.LastSeen).ShouldBe((SchemaState.Unreachable, SchemaState.Degraded));
    }

    [Fact]
    public void The_end_that_the_history_had_is_remembered_through_any_number_of_failures()
    {
        var known = Good with { Basis = new VerdictBasis(new HistoryHead(3, "chain"), "token", HasUnfinished: false) };
        var end = known.KnownEnd.ShouldNotBeNull();

        var failing = known.Failing(Outage, _time.GetUtcNow()).Failing(Refusal, _time.GetUtcNow());

        failing.KnownEnd.ShouldBe(end);
        failing.Basis.ShouldBeNull();
    }

    [Fact]
    public void After_an_outage_a_bad_database_is_not_served_on_until_it_is_confirmed()
    {
        _verdict.Miss(Good, Outage);
        _time.Advance(TimeSpan.FromMinutes(1));
        var failing = _verdict.Miss(Good, Outage);

        _verdict.See(failing, Bad).ShouldBeSameAs(Bad);
    }

    private static Finding Finding(string code, FindingSeverity severity) => new(code, severity, "a.b", "Gone.", "Put it back.");

    private static SchemaReport Failure(SchemaLook look, string code) =>
        Report(Finding(code, FindingSeverity.Error)) with
        {
            Look = look,
            ServerVersion = "",
        };

    private static SchemaReport Report(params Finding[] findings) =>
        new()
        {
            Guard = "default",
            Product = "Test",
            ServerVersion = "1",
            Target = "test",
            Look = SchemaLook.Complete,
            Findings = findings,
        };
}
