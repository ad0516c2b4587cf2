using SchemaGuard.Inspection;
using static SchemaGuard.FindingSeverity;
using static SchemaGuard.Inspection.SchemaObjectKind;

namespace SchemaGuard.Specification.Drift;

/// <summary>Lists a schema with everything that PostgreSQL has, and each change to it.</summary>
public static class PostgreSqlDriftCases
{
    /// <summary>Gets the schema that is changed.</summary>
    public const string RichSchema = """
        create extension pg_trgm;
        create extension file_fdw;
        create server files foreign data wrapper file_fdw;
        create schema audit;
        create type mood as enum ('sad', 'happy');
        create type pair as (a integer, b text);
        create type span as range (subtype = date);
        create domain email as text default 'nobody@example' check (value like '%@%');
        create domain label as varchar(20) collate "C" not null;
        create sequence numbers as integer start with 10 increment by 5 minvalue 1 maxvalue 1000;
        create table users (
            id bigint generated always as identity primary key,
            name text not null,
            mail email,
            feeling mood not null default 'happy',
            created timestamp with time zone not null default now(),
            nickname text collate "C",
            login text,
            score integer default 0,
            level integer,
            doubled integer generated always as (score * 2) stored,
            constraint users_login_key unique (login) include (name),
            constraint users_score_check check (score >= 0)
        );
        create index users_name_ix on users (name);
        create unique index users_nickname_ix on users (nickname) where nickname is not null;
        create index users_cover_ix on users (created desc) include (score);
        create table posts (
            id uuid primary key,
            author bigint not null constraint posts_author_fk references users (id) on delete cascade,
            editor bigint constraint posts_editor_fk references users (id) deferrable initially deferred,
            day integer,
            number integer,
            title varchar(100) not null,
            constraint posts_title_key unique (title) deferrable,
            constraint posts_day_number_key unique (day, number),
            constraint posts_span_excl exclude using gist (int4range(day, number) with &&)
        );
        create table replies (
            day integer,
            number integer,
            text text,
            constraint replies_post_fk foreign key (day, number) references posts (day, number) on update cascade,
            constraint replies_length_check check (length(text) < 1000)
        );
        create table log (day date not null, line text) partition by range (day);
        create table log_2026 partition of log for values from ('2026-01-01') to ('2027-01-01');
        create table metrics (day date, kind text) partition by range (day);
        create table pairs (a integer not null, b integer not null, c integer, constraint pairs_pkey primary key (a));
        create table plain (a integer not null, b integer);
        create table animals (name text);
        create table cats (lives integer) inherits (animals);
        create unlogged table cache (key text primary key, value text);
        create table secrets (owner text, value text);
        alter table secrets enable row level security;
        create policy own on secrets for select to public using (owner = current_user);
        create policy put on secrets for insert with check (owner = current_user);
        create table audit.entries (id integer primary key, what text);
        create view authors as select u.id, u.name from users u where exists (select 1 from posts p where p.author = u.id);
        create materialized view totals as select count(*) as n from users;
        create function twice(x integer) returns integer language sql as 'select x * 2';
        create procedure clean() language sql as 'delete from cache';
        create function stamp() returns trigger language plpgsql as $$ begin new.created := now(); return new; end $$;
        create trigger users_stamp before insert on users for each row execute function stamp();
        """;

    /// <summary>Gets the changes.</summary>
    public static IReadOnlyList<DriftCase> All { get; } =
    [
        .. PostgreSqlTableCases.All,
        .. PostgreSqlKeyCases.All,
        new(
            SchemaObjectKind.Schema,
            DriftCase.Missing,
            "drop schema audit cascade",
            "create schema audit; create table audit.entries (id integer primary key, what text)",
            FindingCodes.SchemaMissing,
            "audit",
            Error
        ),
        new(
            SchemaObjectKind.Schema,
            DriftCase.Unexpected,
            "create schema more",
            "drop schema more",
            FindingCodes.SchemaUnexpected,
            "more",
            Information
        ),
        new(
            Extension,
            DriftCase.Missing,
            "drop extension pg_trgm cascade",
            "create extension pg_trgm",
            FindingCodes.ExtensionMissing,
            "pg_trgm",
            Error
        ),
        new(
            Extension,
            DriftCase.Unexpected,
            "create extension citext",
            "drop extension citext",
            FindingCodes.ExtensionUnexpected,
            "citext",
            Information
        ),
        new(
            Extension,
            AspectNames.Version,
            "set allow_system_table_mods = on; update pg_extension set extversion = '1.0' where extname = 'pg_trgm'",
            "set allow_system_table_mods = on; update pg_extension set extversion = (select default_version from pg_available_extensions where name = 'pg_trgm') where extname = 'pg_trgm'",
            FindingCodes.ExtensionDifferent,
            "pg_trgm",
            Information
        ),
        new(
            SchemaObjectKind.Type,
            DriftCase.Missing,
            "drop type pair",
            "create type pair as (a integer, b text)",
            FindingCodes.TypeMissing,
            "pair",
            Error
        ),
        new(
            SchemaObjectKind.Type,
            DriftCase.Unexpected,
            "create type extra as enum ('a')",
            "drop type extra",
            FindingCodes.TypeUnexpected,
            "extra",
            Information
        ),
        new(
            SchemaObjectKind.Type,
            AspectNames.Kind,
            "drop type pair; create domain pair as integer",
            "drop domain pair; create type pair as (a integer, b text)",
            FindingCodes.TypeDifferent,
            "pair",
            Error
        ),
        new(
            SchemaObjectKind.Type,
            AspectNames.Labels,
            "alter type mood rename value 'sad' to 'blue'",
            "alter type mood rename value 'blue' to 'sad'",
            FindingCodes.TypeDifferent,
            "mood",
            Error
        ),
        new(
            SchemaObjectKind.Type,
            AspectNames.Labels,
            "alter type mood add value 'calm'",
            "set allow_system_table_mods = on; delete from pg_enum where enumlabel = 'calm'",
            FindingCodes.TypeDifferent,
            "mood",
            Information
        ),
        new(
            SchemaObjectKind.Type,
            AspectNames.Type,
            "drop domain label; create domain label as varchar(30) collate \"C\" not null",
            "drop domain label; create domain label as varchar(20) collate \"C\" not null",
            FindingCodes.TypeDifferent,
            "label",
            Error
        ),
        new(
            SchemaObjectKind.Type,
            AspectNames.Nullable,
            "alter domain label drop not null",
            "alter domain label set not null",
            FindingCodes.TypeDifferent,
            "label",
            Warning
        ),
        new(
            SchemaObjectKind.Type,
            AspectNames.Default,
            "alter domain email set default 'x@y'",
            "alter domain email set default 'nobody@example'",
            FindingCodes.TypeDifferent,
            "email",
            Warning
        ),
        new(
            SchemaObjectKind.Type,
            AspectNames.Collation,
            "drop domain label; create domain label as varchar(20) not null",
            "drop domain label; create domain label as varchar(20) collate \"C\" not null",
            FindingCodes.TypeDifferent,
            "label",
            Warning
        ),
        new(
            SchemaObjectKind.Type,
            AspectNames.Expression,
            "alter domain email drop constraint email_check",
            "alter domain email add constraint email_check check (value like '%@%')",
            FindingCodes.TypeDifferent,
            "email",
            Error
        ),
        new(
            SchemaObjectKind.Type,
            AspectNames.Definition,
            "alter type pair add attribute c date",
            "alter type pair drop attribute c",
            FindingCodes.TypeDifferent,
            "pair",
            Error
        ),
        new(
            SchemaObjectKind.Type,
            AspectNames.Definition,
            "drop type span; create type span as range (subtype = integer)",
            "drop type span; create type span as range (subtype = date)",
            FindingCodes.TypeDifferent,
            "span",
            Error
        ),
        new(
            Sequence,
            DriftCase.Missing,
            "drop sequence numbers",
            "create sequence numbers as integer start with 10 increment by 5 minvalue 1 maxvalue 1000",
            FindingCodes.SequenceMissing,
            "numbers",
            Error
        ),
        new(
            Sequence,
            DriftCase.Unexpected,
            "create sequence more",
            "drop sequence more",
            FindingCodes.SequenceUnexpected,
            "more",
            Information
        ),
        new(
            Sequence,
            AspectNames.Type,
            "alter sequence numbers as bigint",
            "alter sequence numbers as integer",
            FindingCodes.SequenceDifferent,
            "numbers",
            Error
        ),
        new(
            Sequence,
            AspectNames.Start,
            "alter sequence numbers start with 15",
            "alter sequence numbers start with 10",
            FindingCodes.SequenceDifferent,
            "numbers",
            Warning
        ),
        new(
            Sequence,
            AspectNames.Increment,
            "alter sequence numbers increment by 1",
            "alter sequence numbers increment by 5",
            FindingCodes.SequenceDifferent,
            "numbers",
            Warning
        ),
        new(
            Sequence,
            AspectNames.Minimum,
            "alter sequence numbers minvalue 0",
            "alter sequence numbers minvalue 1",
            FindingCodes.SequenceDifferent,
            "numbers",
            Warning
        ),
        new(
            Sequence,
            AspectNames.Maximum,
            "alter sequence numbers maxvalue 2000",
            "alter sequence numbers maxvalue 1000",
            FindingCodes.SequenceDifferent,
            "numbers",
            Warning
        ),
        new(
            Sequence,
            AspectNames.Cycle,
            "alter sequence numbers cycle",
            "alter sequence numbers no cycle",
            FindingCodes.SequenceDifferent,
            "numbers",
            Warning
        ),
        new(View, DriftCase.Missing, "drop view authors", Authors, FindingCodes.ViewMissing, "authors", Error),
        new(
            View,
            DriftCase.Unexpected,
            "create view more as select 1 as one",
            "drop view more",
            FindingCodes.ViewUnexpected,
            "more",
            Information
        ),
        new(
            View,
            AspectNames.Definition,
            "create or replace view authors as select u.id, u.name from users u",
            Authors,
            FindingCodes.ViewDifferent,
            "authors",
            Error
        ),
        new(
            View,
            AspectNames.Materialized,
            "drop materialized view totals; create view totals as select count(*) as n from users",
            "drop view totals; create materialized view totals as select count(*) as n from users",
            FindingCodes.ViewDifferent,
            "totals",
            Error
        ),
        new(
            View,
            AspectNames.Options,
            "alter view authors set (security_barrier = true)",
            "alter view authors reset (security_barrier)",
            FindingCodes.ViewDifferent,
            "authors",
            Warning
        ),
        new(Routine, DriftCase.Missing, "drop function twice(integer)", Twice(), FindingCodes.RoutineMissing, "twice(integer)", Error),
        new(
            Routine,
            DriftCase.Unexpected,
            "create function twice(x bigint) returns bigint language sql as 'select x * 2'",
            "drop function twice(bigint)",
            FindingCodes.RoutineUnexpected,
            "twice(bigint)",
            Information
        ),
        new(
            Routine,
            AspectNames.Kind,
            "drop procedure clean; create function clean() returns void language sql as 'delete from cache'",
            "drop function clean; create procedure clean() language sql as 'delete from cache'",
            FindingCodes.RoutineDifferent,
            "clean()",
            Error
        ),
        new(
            Routine,
            AspectNames.Parameters,
            "drop function twice(integer); " + Twice(parameters: "x integer default 1"),
            "drop function twice(integer); " + Twice(),
            FindingCodes.RoutineDifferent,
            "twice(integer)",
            Error
        ),
        new(
            Routine,
            AspectNames.Returns,
            "drop function twice(integer); " + Twice(returns: "bigint"),
            "drop function twice(integer); " + Twice(),
            FindingCodes.RoutineDifferent,
            "twice(integer)",
            Error
        ),
        new(
            Routine,
            AspectNames.Language,
            "set check_function_bodies = off; create or replace function twice(x integer) returns integer language plpgsql as 'select x * 2'",
            Twice(),
            FindingCodes.RoutineDifferent,
            "twice(integer)",
            Error
        ),
        new(Routine, AspectNames.Definition, Twice(body: "select x + x"), Twice(), FindingCodes.RoutineDifferent, "twice(integer)", Error),
        new(
            Routine,
            AspectNames.Volatility,
            "alter function twice(integer) immutable",
            "alter function twice(integer) volatile",
            FindingCodes.RoutineDifferent,
            "twice(integer)",
            Warning
        ),
        new(
            Routine,
            AspectNames.Security,
            "alter function twice(integer) security definer",
            "alter function twice(integer) security invoker",
            FindingCodes.RoutineDifferent,
            "twice(integer)",
            Warning
        ),
        new(
            Routine,
            AspectNames.Settings,
            "alter function twice(integer) set work_mem = '1MB'",
            "alter function twice(integer) reset work_mem",
            FindingCodes.RoutineDifferent,
            "twice(integer)",
            Warning
        ),
        new(
            Routine,
            AspectNames.Options,
            "alter function twice(integer) strict",
            "alter function twice(integer) called on null input",
            FindingCodes.RoutineDifferent,
            "twice(integer)",
            Warning
        ),
    ];

    /// <summary>Gets what PostgreSQL does not have.</summary>
    public static IReadOnlyList<Absence> NotApplicable => PostgreSqlAbsences.All;

    /// <summary>Gets the changes that PostgreSQL 18 knows besides.</summary>
    public static IReadOnlyList<DriftCase> Of18 { get; } =
    [
        .. All,
        new(
            ForeignKey,
            AspectNames.Enforced,
            "alter table posts alter constraint posts_author_fk not enforced",
            "alter table posts alter constraint posts_author_fk enforced",
            FindingCodes.ForeignKeyDifferent,
            "posts.posts_author_fk",
            Error
        ),
        new(
            Check,
            AspectNames.Enforced,
            "alter table users drop constraint users_score_check; alter table users add constraint users_score_check check (score >= 0) not enforced",
            "alter table users drop constraint users_score_check; alter table users add constraint users_score_check check (score >= 0)",
            FindingCodes.CheckDifferent,
            "users.users_score_check",
            Error
        ),
    ];

    private const string Authors =
        "create or replace view authors as select u.id, u.name from users u where exists (select 1 from posts p where p.author = u.id)";

    private static string Twice(string parameters = "x integer", string returns = "integer", string body = "select x * 2") =>
        $"create or replace function twice({parameters}) returns {returns} language sql as '{body}'";
}
