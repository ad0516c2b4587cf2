namespace SchemaGuard.MySql.Tests.Settling;

/// <summary>Holds statements that make, change or remove views, triggers, routines, events and databases.</summary>
internal static class ProgramCases
{
    private const string View = "create view v as select id from t";
    private const string Trigger = "create trigger r before insert on t for each row set new.a = 1";
    private const string Procedure = "create procedure r(in x int) update t set a = x";
    private const string Function = "create function r(x int) returns int deterministic return x + 1";
    private const string Event = "create event r on schedule every 1 day starts '2037-01-01 00:00:00' disable do update t set a = 1";

    /// <summary>Gives all of them.</summary>
    public static IEnumerable<SettlementCase> All() => Views().Concat(Routines()).Concat(TriggersAndEvents()).Concat(Databases());

    private static IEnumerable<SettlementCase> Views() =>
        [
            new("create algorithm = merge sql security invoker view v (n) as select id from t where a > 1 with check option")
            {
                Meanwhile = ["create view v as select a from t"],
                Names = "`v`",
            },
            new("create definer = current_user() view `v` as select `t`.`id`, 'v' as `v` from t")
            {
                Meanwhile = ["create view v as select a from t"],
                Names = "`v`",
            },
            new("drop view v")
            {
                Setup = [SettlementCases.Table, View],
                Meanwhile = ["drop view v", "create view v as select a from t"],
                Names = "`v`",
            },
            new("alter view v as select a from t")
            {
                Setup = [SettlementCases.Table, View],
                Meanwhile = ["drop view v", "create view v as select b from t"],
                IsRepeated = true,
            },
        ];

    private static IEnumerable<SettlementCase> Routines() =>
        [
            Made(Procedure, "create procedure r(in x int) update t set a = x + 1"),
            Made("create procedure r() begin declare i int default 0; /* ; */ set i = 1; end", "create procedure r() begin end"),
            Made(Function, "create function r(x int) returns int deterministic return x + 2"),
            Made(
                "create definer = current_user function r() returns varchar(9) reads sql data begin return 'a;b'; end",
                "create function r() returns varchar(9) deterministic return 'a'"
            ),
            Dropped("drop procedure r", Procedure, "create procedure r() begin end"),
            Dropped("drop function r", Function, "create function r() returns int deterministic return 0"),
            Dropped("alter procedure r comment 'said'", Procedure, "create procedure r() begin end") with
            {
                Meanwhile = ["alter procedure r comment 'other'"],
                IsRepeated = true,
            },
        ];

    private static IEnumerable<SettlementCase> TriggersAndEvents() =>
        [
            Made(Trigger, "create trigger r before insert on t for each row set new.a = 2"),
            Made(
                "create trigger r before update on t for each row begin if new.a > old.a then set new.a = 1; end if; end",
                "create trigger r before update on t for each row set new.a = 1"
            ),
            Dropped("drop trigger r", Trigger, "create trigger r before insert on t for each row set new.a = 2"),
            Made(Event, "create event r on schedule every 1 day starts '2037-01-01 00:00:00' disable do update t set a = 2"),
            Dropped("drop event r", Event, "create event r on schedule every 1 day starts '2037-01-01 00:00:00' disable do do 0"),
            new("alter event r rename to s")
            {
                Setup = [SettlementCases.Table, Event],
                Meanwhile = [Event.Replace(" r ", " s ", StringComparison.Ordinal)],
                Names = "`s`",
            },
            Dropped("alter event r comment 'said'", Event, "do 0") with
            {
                Meanwhile = ["alter event r comment 'other'"],
                IsRepeated = true,
            },
        ];

    private static IEnumerable<SettlementCase> Databases() =>
        [
            new("create database schemaguard_made character set utf8mb4")
            {
                Setup = ["drop database if exists schemaguard_made"],
                Meanwhile = ["create database schemaguard_made character set latin1"],
                Names = "`schemaguard_made`",
            },
            new("drop database schemaguard_gone")
            {
                Setup = ["create database if not exists schemaguard_gone character set utf8mb4"],
                Meanwhile = ["drop database schemaguard_gone", "create database schemaguard_gone character set latin1"],
                Names = "`schemaguard_gone`",
            },
        ];

    private static SettlementCase Made(string statement, string other) => new(statement) { Meanwhile = [other], Names = "`r`" };

    private static SettlementCase Dropped(string statement, string made, string other) =>
        new(statement)
        {
            Setup = [SettlementCases.Table, made],
            Meanwhile = [string.Join(' ', ["drop", .. made.Split(' ').Skip(1).Take(1), "r"]), other],
            Names = "`r`",
        };
}
