using SchemaGuard.Inspection;
using static SchemaGuard.FindingSeverity;
using static SchemaGuard.Inspection.SchemaObjectKind;

namespace SchemaGuard.Specification.Drift.MySql;

/// <summary>The changes to views, routines and triggers.</summary>
internal static class MySqlProgramCases
{
    private const string NamesQuery = "select id, name as label from parents where amount > 1";
    private const string Names = $"create or replace view names as {NamesQuery} with cascaded check option";
    private const string AboveQuery = "select names.id, names.label from names join children on children.parent = names.id";
    private const string Before =
        "create trigger parents_before before insert on parents for each row set new.note = coalesce(new.note, 'none')";
    private const string TotalParameters = "total(least decimal(10, 2), prefix varchar(10))";
    private const string TotalBody = "return (select sum(amount) from parents where amount >= least and name like prefix)";
    public const string Total = $"create function {TotalParameters} returns decimal(10, 2) reads sql data\n  {TotalBody}";
    private const string FillBody = "insert into pairs (code, n) values ('x', n)";
    private const string Fill = $"create procedure fill(in n int, out last bigint) modifies sql data {FillBody}";
    private const string OtherMode = "set session sql_mode = 'PIPES_AS_CONCAT'";

    public static IReadOnlyList<DriftCase> Common { get; } =
    [
        new(View, DriftCase.Missing, "drop view above", $"create view above as {AboveQuery}", FindingCodes.ViewMissing, "above", Error),
        new(
            View,
            AspectNames.Updatable,
            $"create or replace algorithm = temptable view above as {AboveQuery}",
            $"create or replace view above as {AboveQuery}",
            FindingCodes.ViewDifferent,
            "above",
            Warning
        ),
        new(View, "missing, with one that reads it", "drop view names", Names, FindingCodes.ViewMissing, "names", Error),
        new(
            View,
            DriftCase.Unexpected,
            "create view extra as select 1 as one",
            "drop view extra",
            FindingCodes.ViewUnexpected,
            "extra",
            Information
        ),
        Review(AspectNames.Definition, "select id, name as label from parents where amount > 2 with cascaded check option", Error),
        Review(AspectNames.Definition, "select id, note as label from parents where amount > 1 with cascaded check option", Error),
        Review(AspectNames.Options, NamesQuery, Warning),
        Review(AspectNames.Options, $"{NamesQuery} with local check option", Warning),
        new(
            View,
            AspectNames.Security,
            $"alter sql security invoker view names as {NamesQuery} with cascaded check option",
            $"alter sql security definer view names as {NamesQuery} with cascaded check option",
            FindingCodes.ViewDifferent,
            "names",
            Warning
        ),
        new(Routine, DriftCase.Missing, "drop function total", Total, FindingCodes.RoutineMissing, "total", Error),
        new(Routine, DriftCase.Missing, "drop procedure fill", Fill, FindingCodes.RoutineMissing, "fill", Error),
        new(
            Routine,
            DriftCase.Unexpected,
            "create procedure extra() select 1",
            "drop procedure extra",
            FindingCodes.RoutineUnexpected,
            "extra",
            Information
        ),
        new(
            Routine,
            AspectNames.Kind,
            "drop procedure fill; create function fill(n int) returns int deterministic return n",
            $"drop function fill; {Fill}",
            FindingCodes.RoutineDifferent,
            "fill",
            Error
        ),
        Remade(
            AspectNames.Parameters,
            $"total(least decimal(12, 2), prefix varchar(10)) returns decimal(10, 2) reads sql data {TotalBody}",
            Error
        ),
        Remade(AspectNames.Returns, $"{TotalParameters} returns decimal(12, 2) reads sql data {TotalBody}", Error),
        Remade(
            AspectNames.Definition,
            $"{TotalParameters} returns decimal(10, 2) reads sql data {TotalBody.Replace(">=", ">", StringComparison.Ordinal)}",
            Error
        ),
        Remade(AspectNames.Volatility, $"{TotalParameters} returns decimal(10, 2) deterministic reads sql data {TotalBody}", Warning),
        Refill(AspectNames.Parameters, $"create procedure fill(in n int, inout last bigint) modifies sql data {FillBody}", Error),
        new(
            Routine,
            AspectNames.Volatility,
            "alter procedure fill contains sql",
            "alter procedure fill modifies sql data",
            FindingCodes.RoutineDifferent,
            "fill",
            Warning
        ),
        new(
            Routine,
            AspectNames.Security,
            "alter procedure fill sql security invoker",
            "alter procedure fill sql security definer",
            FindingCodes.RoutineDifferent,
            "fill",
            Warning
        ),
        Refill(AspectNames.Settings, $"{OtherMode}; {Fill}", Warning),
        new(
            Trigger,
            DriftCase.Missing,
            "drop trigger parents_before",
            Before,
            FindingCodes.TriggerMissing,
            "parents.parents_before",
            Error
        ),
        new(
            Trigger,
            DriftCase.Unexpected,
            "create trigger extra after insert on loose for each row delete from elders",
            "drop trigger extra",
            FindingCodes.TriggerUnexpected,
            "loose.extra",
            Information
        ),
        Retrigger(AspectNames.Definition, Before.Replace("'none'", "'no'", StringComparison.Ordinal), Error),
        Retrigger(AspectNames.Definition, Before.Replace("before insert", "before update", StringComparison.Ordinal), Error),
        new(
            View,
            AspectNames.Definer,
            $"{Deputy}; create or replace definer = 'deputy'@'localhost' view names as {NamesQuery} with cascaded check option",
            $"create or replace definer = current_user view names as {NamesQuery} with cascaded check option",
            FindingCodes.ViewDifferent,
            "names",
            Information
        ),
        Refill(AspectNames.Definer, $"{Deputy}; {AsDeputy(Fill)}", Information),
        Retrigger(AspectNames.Definer, $"{Deputy}; {AsDeputy(Before)}", Information),
        new(Other, DriftCase.Missing, "drop event nightly", Nightly, FindingCodes.OtherMissing, "event nightly", Warning),
        new(
            Other,
            DriftCase.Unexpected,
            "create event extra on schedule every 1 year do delete from elders",
            "drop event extra",
            FindingCodes.OtherUnexpected,
            "event extra",
            Information
        ),
        Reschedule(AspectNames.Definition, "alter event nightly on schedule every 2 day"),
        Reschedule(AspectNames.Definition, "alter event nightly do delete from elders where since < '1850-01-01'"),
        Reschedule(AspectNames.Enabled, "alter event nightly disable"),
        Reschedule(AspectNames.Options, "alter event nightly on completion preserve"),
        Reschedule(AspectNames.Settings, $"drop event nightly; {OtherMode}; {Nightly}"),
        Reschedule(AspectNames.Definer, $"drop event nightly; {Deputy}; {AsDeputy(Nightly)}", Information),
        Retrigger(AspectNames.Settings, $"{OtherMode}; {Before}", Warning),
    ];

    private const string Nightly = "create event nightly on schedule every 1 day do delete from elders where since < '1800-01-01'";
    private const string Deputy = "create user if not exists 'deputy'@'localhost'; grant all on *.* to 'deputy'@'localhost'";

    private static string AsDeputy(string statement) =>
        statement.Replace("create ", "create definer = 'deputy'@'localhost' ", StringComparison.Ordinal);

    private static DriftCase Reschedule(string aspect, string change, FindingSeverity severity = Warning) =>
        new(Other, aspect, change, $"drop event nightly; {Nightly}", FindingCodes.OtherDifferent, "event nightly", severity);

    private static DriftCase Review(string aspect, string query, FindingSeverity severity) =>
        new(View, aspect, $"create or replace view names as {query}", Names, FindingCodes.ViewDifferent, "names", severity);

    private static DriftCase Remade(string aspect, string function, FindingSeverity severity) =>
        new(
            Routine,
            aspect,
            $"drop function total; create function {function}",
            $"drop function total; {Total}",
            FindingCodes.RoutineDifferent,
            "total",
            severity
        );

    private static DriftCase Refill(string aspect, string change, FindingSeverity severity) =>
        new(
            Routine,
            aspect,
            $"drop procedure fill; {change}",
            $"drop procedure fill; {Fill}",
            FindingCodes.RoutineDifferent,
            "fill",
            severity
        );

    private static DriftCase Retrigger(string aspect, string change, FindingSeverity severity) =>
        new(
            Trigger,
            aspect,
            $"drop trigger parents_before; {change}",
            $"drop trigger parents_before; {Before}",
            FindingCodes.TriggerDifferent,
            "parents.parents_before",
            severity
        );
}
