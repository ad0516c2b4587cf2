namespace SchemaGuard.PostgreSql.Tests.Parity;

/// <summary>Holds scripts that control transactions, or that cannot run in one.</summary>
internal static class TransactionScripts
{
    public static Dictionary<string, string> All { get; } =
        new(StringComparer.Ordinal)
        {
            ["a transaction of its own"] = "BEGIN;\ncreate table t (a int);\ninsert into t values (1);\nCOMMIT;\n",
            ["several transactions of its own"] = """
                begin transaction isolation level serializable;
                create table t (a int);
                commit work;
                insert into t values (1);
                START TRANSACTION;
                insert into t values (2);
                END;
                begin; insert into t values (3); commit; begin; commit;
                """,
            ["set local in a transaction of its own"] = """
                create schema s;
                begin;
                set local lock_timeout = '5s';
                create table first (a int);
                commit;
                begin;
                set local search_path = s;
                create table inside (a int);
                commit;
                """,
            ["locks in a transaction of its own"] =
                "create table t (a int);\nbegin;\nset local lock_timeout = '5s';\nlock table t in access exclusive mode;\nalter table t add b int;\ncommit;\n",
            ["savepoints"] =
                "begin;\ncreate table t (a int);\nsavepoint s;\ninsert into t values (1);\n"
                + "rollback to savepoint s;\ninsert into t values (2);\nrelease s;\ncommit;\n",
            ["an enum value used after it is added"] = """
                create type mood as enum ('sad', 'ok');
                create table t (m mood);
                alter type mood add value 'happy; ' before 'ok';
                insert into t values ('happy; '), ('ok');
                """,
            ["an enum value added and not used"] =
                "create type mood as enum ('sad');\nalter type mood add value if not exists 'ok';\ncreate table t (m mood default 'sad');\n",
            ["indexes built concurrently and VACUUM"] = """
                create table t (a int);
                insert into t select generate_series(1, 100);
                create index concurrently t_a on t (a);
                create unique index concurrently if not exists t_u on t (a);
                vacuum (analyze) t;
                reindex index concurrently t_a;
                drop index concurrently t_u;
                """,
            ["settings, search path and role"] = """
                create schema s;
                set search_path = s, public;
                create table inside (a int);
                select set_config('search_path', '', false);
                create table public.t (a int);
                set default_tablespace = '';
                set session authorization default;
                reset search_path;
                create table outside (a int);
                discard temp;
                """,
            ["temporary tables and cursors"] = """
                create temp table scratch (a int);
                insert into scratch values (1), (2);
                create table t as select a from scratch;
                begin;
                declare c cursor for select a from t;
                fetch next from c;
                move next from c;
                delete from t where current of c;
                close c;
                commit;
                """,
            ["advisory locks and notifications"] =
                "select pg_advisory_xact_lock(42);\nlisten x;\nnotify x, 'a;b';\nunlisten *;\ncreate table t (a int);\n",
            ["deferred constraints that are met at the commit"] = """
                create table p (id int primary key);
                create table c (p int references p deferrable initially deferred);
                begin;
                insert into c values (1);
                insert into p values (1);
                commit;
                """,
            ["a table altered after rows with a deferred constraint"] = """
                create table p (id int primary key);
                create table c (p int references p deferrable initially deferred);
                insert into p values (1);
                insert into c values (1);
                set constraints all immediate;
                alter table c add note text;
                """,
        };
}
