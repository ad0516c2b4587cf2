namespace SchemaGuard.MySql.Tests.Parity;

/// <summary>Holds scripts of triggers, routines and events: with bodies of all shapes.</summary>
internal static class RoutineScripts
{
    /// <summary>Scripts that both clients and a guard can run as they are.</summary>
    public static Dictionary<string, string> All { get; } =
        new(StringComparer.Ordinal)
        {
            ["a one-line trigger without BEGIN"] = Delimited(
                "create table t (a int, b int)",
                "create trigger tr before insert on t for each row if new.a > 1 then set new.b = 1; end if",
                "insert into t values (2, 0), (1, 0)"
            ),
            ["labelled loops, cases and ifs in one another"] = Delimited(
                "create table t (a int, b text)",
                """
                create procedure p(in n int)
                outer_block: begin
                  declare i int default 0;
                  declare continue handler for sqlexception begin set i = i; end;
                  main: loop
                    set i = i + 1;
                    if i > n then leave main; elseif i = 2 then iterate main; end if;
                    case i when 1 then insert into t values (i, 'one;');
                        else begin insert into t values (i, case when i > 3 then 'big' else 'small' end); end; end case;
                    inner_while: while false do set i = i; end while inner_while;
                    repeat set i = i; until true end repeat;
                  end loop main;
                end outer_block
                """,
                "call p(5)"
            ),
            ["functions that look like blocks"] = Delimited(
                "create table t (`end` int, `begin` text, `if` int)",
                "insert into t values (if(1 > 0, 2, 3), repeat('x;', 3), 1)",
                "create function f(a int, b int) returns int deterministic return if(a > b, a, b)",
                "create function g() returns text deterministic return repeat('end;', 2)",
                "insert into t (`end`, `begin`) values (f(1, 2), g())",
                "update t set t.end = t.end + 1 where t.`if` is null"
            ),
            ["definers and characteristics"] = Delimited(
                "create definer = current_user procedure p() comment 'it''s; a comment' sql security invoker begin select 1; end",
                "create definer=`root`@`localhost` function f() returns int no sql deterministic return 1",
                "create table t (a int)",
                "insert into t values (f())"
            ),
            ["an event"] = Delimited(
                "create table t (a int)",
                "create event e on schedule every 1 year starts '2030-01-01 00:00:00' do begin insert into t values (1); delete from t; end"
            ),
            ["handlers, cursors and signals"] = Delimited(
                "create table t (a int)",
                "insert into t values (1), (2), (3)",
                """
                create procedure p()
                begin
                  declare done boolean default false;
                  declare v int;
                  declare c cursor for select a from t where a < 3;
                  declare continue handler for not found set done = true;
                  declare exit handler for sqlstate '45000' begin insert into t values (45); end;
                  open c;
                  l: loop fetch c into v; if done then leave l; end if; insert into t values (v + 10); end loop;
                  close c;
                  signal sqlstate '45000' set message_text = 'over;';
                end
                """,
                "call p()"
            ),
        };

    /// <summary>Scripts for MariaDB's dialect.</summary>
    public static Dictionary<string, string> MariaDb { get; } =
        new(StringComparer.Ordinal)
        {
            ["CREATE OR REPLACE"] = Delimited(
                "create or replace table t (a int)",
                "create or replace procedure p() begin insert into t values (1); end",
                "create or replace definer = current_user procedure p() begin insert into t values (2); end",
                "call p()",
                "create or replace trigger tr before insert on t for each row set new.a = 5",
                "insert into t values (1)"
            ),
            ["AGGREGATE"] = Delimited(
                "create table t (a int)",
                "insert into t values (1), (2)",
                """
                create aggregate function total(x int) returns int
                begin
                  declare s int default 0;
                  declare continue handler for not found return s;
                  loop fetch group next row; set s = s + x; end loop;
                end
                """,
                "insert into t select total(a) from t"
            ),
            ["BEGIN NOT ATOMIC"] = Delimited(
                "create table t (a int)",
                "begin not atomic declare i int default 0; while i < 3 do insert into t values (i); set i = i + 1; end while; end",
                "if (select count(*) from t) = 3 then insert into t values (9); end if"
            ),
            ["executable comments of MariaDB"] =
                "create table t (a int /*M! default 5 */ /*M!100000 comment 'm;' */);\n"
                + "insert into t values (/*M!999999 1, */ 2);\n/*M!100100 insert into t values (3) */;\n",
        };

    /// <summary>Scripts without a DELIMITER line, which the clients cut at the first semicolon of a body.</summary>
    public static Dictionary<string, string> WithoutDelimiter { get; } =
        new(StringComparer.Ordinal)
        {
            ["a procedure"] =
                "create table t (a int);\ncreate procedure p() begin insert into t values (1); insert into t values (2); end;\ncall p();\n",
            ["a trigger and a function"] =
                "create table t (a int);\ncreate trigger tr before insert on t for each row begin if new.a = 1 then "
                + "set new.a = 2; end if; end;\n"
                + "create function f() returns int deterministic begin declare x int default 3; return x; end;\n"
                + "insert into t values (1), (f());\n",
        };

    /// <summary>Puts statements between delimiters that none of them holds.</summary>
    private static string Delimited(params string[] statements) =>
        "DELIMITER $$\n" + string.Concat(statements.Select(statement => statement + "$$\n")) + "DELIMITER ;\n";
}
