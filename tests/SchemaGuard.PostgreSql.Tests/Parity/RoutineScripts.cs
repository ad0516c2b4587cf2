namespace SchemaGuard.PostgreSql.Tests.Parity;

/// <summary>Holds scripts with statements inside statements.</summary>
internal static class RoutineScripts
{
    public static Dictionary<string, string> All { get; } =
        new(StringComparer.Ordinal)
        {
            ["atomic bodies with CASE"] = """
                create table t (a int);
                CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql BEGIN ATOMIC
                  SELECT CASE WHEN a > 0 THEN CASE a WHEN 1 THEN 1 ELSE 2 END ELSE 3 END;
                  SELECT CASE WHEN a > 0 THEN 1 ELSE 2 END;
                END;
                create or replace procedure p(x int) language sql begin atomic insert into t values (x); insert into t select case when x > 1 then x end; end;
                call p(1);
                call p(2);
                insert into t values (f(5)), (f(-5));
                """,
            ["an empty atomic body and one of a single statement"] = """
                create procedure nothing() begin atomic end;
                create procedure one() begin atomic select 1; end;
                create function g() returns int begin atomic select 1; end;
                create function h() returns int return case when true then 1 else 0 end;
                create table t as select g() as g, h() as h;
                """,
            ["functions named after keywords"] = """
                CREATE FUNCTION atomic_x() RETURNS int LANGUAGE sql AS 'SELECT 1';
                CREATE FUNCTION begin_atomic() RETURNS int LANGUAGE sql AS 'SELECT 2; SELECT 3';
                create function atomic() returns int language sql as 'select 4';
                create table t as select atomic_x() as a, begin_atomic() as b, atomic() as c;
                """,
            ["a rule with several actions"] = """
                create table t (a int);
                create table l (a int);
                create table k (a int);
                insert into k values (7);
                CREATE RULE r AS ON UPDATE TO t DO ALSO (INSERT INTO l VALUES (new.a); DELETE FROM k; insert into l values (length('); ')));
                create rule nothing as on delete to t do instead nothing;
                insert into t values (1);
                update t set a = 2;
                delete from t;
                """,
            ["DO blocks"] = """
                DO $$ BEGIN NULL; END; $$;
                do 'begin create table t (a int); insert into t values (1); end';
                do language plpgsql $do$ declare n int := 0; begin
                  for n in 1..3 loop insert into t values (n); end loop;
                  begin insert into t values (1 / (n - n)); exception when others then insert into t values (coalesce(n, -1)); end;
                end $do$;
                """,
            ["procedures and triggers"] = """
                create table t (a int, touched int default 0);
                create procedure fill(n int) language plpgsql as $$ begin insert into t select generate_series(1, n); end; $$;
                create function touch() returns trigger language plpgsql as $body$ begin new.touched := old.touched + 1; return new; end; $body$;
                create trigger touch before update on t for each row execute function touch();
                call fill(3);
                update t set a = a + 10 where a > 1;
                """,
            ["a procedure that commits, outside a transaction"] = """
                -- schemaguard: transaction=none
                create table t (a int);
                create procedure fill() language plpgsql as $$ begin for i in 1..3 loop insert into t values (i); commit; end loop; end; $$;
                call fill();
                """,
            ["notices"] = """
                drop table if exists nothing;
                do $$ begin raise notice 'hello; %', 1; raise warning 'careful'; raise info 'x'; end $$;
                create table t (a int);
                create table if not exists t (a int);
                truncate t;
                """,
            ["selects that call functions"] = """
                create sequence s;
                create table t (a int);
                create function add(n int) returns int language plpgsql as $$ begin insert into t values (n); return n; end $$;
                select add(n) from generate_series(1, 5) n;
                select nextval('s'), setval('s', 41, true);
                with x as (insert into t values (99) returning a) select add(a) from x;
                values (1), (2);
                table t;
                explain (costs off) select * from t;
                show search_path;
                """,
        };
}
