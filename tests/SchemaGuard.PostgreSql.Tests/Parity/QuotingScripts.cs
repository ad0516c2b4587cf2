namespace SchemaGuard.PostgreSql.Tests.Parity;

/// <summary>Holds scripts whose literals, names, operators and comments hide semicolons or look like something else.</summary>
internal static class QuotingScripts
{
    public static Dictionary<string, string> All { get; } =
        new(StringComparer.Ordinal)
        {
            ["dollar quotes nested with different tags"] = """
                create function a() returns text language plpgsql as $a$
                begin
                  execute $b$ create table made (v text default $c$;'$c$); $b$;
                  return $_$ ; $_$ || $é1$ ; $$ ; $é1$;
                end; $a$;
                create table t as select a() as v;
                """,
            ["dollar quotes with underscore and accented tags"] = """
                do $_$ begin create table one (id int default 1); end; $_$;
                do $é1$ begin create table two (id int default 2); end; $é1$;
                do $A_9$ begin create table three (v text default $a_9$;$A_8$;$a_9$); end; $A_9$;
                """,
            ["a dollar quote that holds the beginning of its own tag"] = """
                create table t (v text);
                insert into t values ($tag$;$ta;$tag;$$;'$tag$), ($$a$b;c$d$$);
                insert into t values ($tag$$tag$);
                """,
            ["parameters in PREPARE"] = """
                create table t (a int, b text);
                prepare p (int, text) as insert into t values ($1, $2 || ';' || $2);
                execute p (1, 'x;');
                execute p (2, '$1');
                deallocate p;
                """,
            ["identifiers with dollars"] = """
                create table a$b (c$1 int, d$$ text);
                insert into a$b (c$1, d$$) values (1, 'x;y');
                create view v$ as select a$b.c$1 as a$$b$$c from a$b;
                """,
            ["escape strings and plain strings with backslashes"] = """
                create table t (id serial, v text);
                insert into t (v) values (e'it\'s ;'), (E'\\'), (E'\\''; '), ('C:\'), ('\''; '), (E'a\tb\u00e9\x41;');
                insert into t (v) values (e'');
                insert into t (v) values (B'1010'), (X'1F3B'), (N'na;tional');
                """,
            ["unicode literals and names"] = """
                create table t (v text, U&"d!0061t;!+000061" UESCAPE '!' text);
                insert into t values (U&'d!0061t!+000061;' UESCAPE '!', U&'\0061;\\' UESCAPE '\'), (U&'\003B', u&';\005C');
                """,
            ["literals continued on the next line"] = """
                create table t (id serial, v text);
                insert into t (v) values ('a;'
                  'b;c'), ('x' -- ;'
                  'y;');
                insert into t (v) values (E'a'
                  'b\n;'), (E'a' -- comment ;'
                  '\\;c');
                insert into t (v) values ('plain'
                  '\');
                """,
            ["nested comments"] = """
                create table t (v int); /* /* ; */ ; ' $$ */
                insert into t values (1 /* a /* b /* ; */ */ " */ + 2); /**/ /***/ /*/**/*/ /*;*/
                insert into t values (3) -- ; /* '
                ; insert into t values (4 --'
                );
                """,
            ["quoted names with semicolons and quotes"] = """"
                create table "semi;colon""x" ("a;" int, "--" int, "/*" text, "$$" text, "'" text);
                insert into "semi;colon""x" values (1, 2, '3', '4', '5');
                create schema "S;";
                create table "S;"."t""" ("a"";" text);
                """",
            ["jsonb operators"] = """
                create table t (id int, b jsonb);
                insert into t values (1, '{"a": {"b": [1, 2, ";"]}, "c": "?"}'), (2, '["a", "c"]');
                create table r as select id, b ? 'a' as has, b ?| array['a', 'z'] as any_of, b ?& array['a', 'c'] as all_of, b @> '{"c":"?"}' as holds,
                  b #> '{a,b}' as path, b #>> '{a,b,2}' as text, b -> 'a' ->> 'b' as arrow,
                      b @? '$.a ? (@.b > 1)' as exists, b @@ '$.c == "?"' as matches from t;
                create index t_b on t ((b ->> 'c')) where b ? 'a';
                """,
            ["casts, slices, colons and at signs"] = """
                create table t (a int[], v text, n numeric);
                insert into t values ('{1,2,3}'::int[], ':name', @ -5.0::numeric), (array[4,5,6], '@v :v :"v" :''v''', 1);
                create table r as select a[1:2] as s, a[:2] as h, a[2:] as l, a[:] as w, v::varchar(3) as c, n::text::"char" as d, @n as abs, |/ 9.0 as root
                  from (select a, v, n from t) x where false;
                insert into r (s) select a[1:2] from t;
                create function f(name text default ':x') returns text language sql as $$ select name || ':name' || @ -1 $$;
                insert into r (c) select left(f(name := 'a'), 3);
                """,
            ["operators of one's own"] = """
                create function same(int, int) returns boolean language sql immutable as 'select $1 = $2';
                create operator =@= (leftarg = int, rightarg = int, function = same);
                create operator ?-# (leftarg = int, rightarg = int, function = same);
                create operator @? (rightarg = int, function = abs);
                create table t as select 1 =@= 1 as a, 1 ?-# 2 as b, @? -3 as c, 4*-1 as d, 2--3
                  as e;
                """,
            ["words inside literals that are commands elsewhere"] = """
                create table delimiter (delimiter text, "end" int);
                insert into delimiter values ('delimiter ;;', 1), ('\connect x', 2), ('
                \i file.sql
                ', 3), ('BEGIN; COMMIT;', 4), ('
                \.
                ', 5);
                """,
        };
}
