using SchemaGuard.Inspection;
using static SchemaGuard.FindingSeverity;
using static SchemaGuard.Inspection.SchemaObjectKind;

namespace SchemaGuard.Specification.Drift;

/// <summary>The changes to tables, columns, triggers and policies of PostgreSQL.</summary>
internal static class PostgreSqlTableCases
{
    private const string Cache = "create unlogged table cache (key text primary key, value text)";
    private const string Partition = "create table log_2026 partition of log for values from ('2026-01-01') to ('2027-01-01')";
    private const string Stamp = "create trigger users_stamp before insert on users for each row execute function stamp()";
    private const string Own = "create policy own on secrets for select to public using (owner = current_user)";

    public static IReadOnlyList<DriftCase> All { get; } =
    [
        new(Table, DriftCase.Missing, "drop table cache", Cache, FindingCodes.RequiredTableMissing, "cache", Error),
        new(
            Table,
            "renamed",
            "alter table replies rename to answers",
            "alter table answers rename to replies",
            FindingCodes.RequiredTableMissing,
            "replies",
            Error
        ),
        new(
            Table,
            "a view in its place",
            "drop table cache; create view cache as select 1 as key",
            "drop view cache; " + Cache,
            FindingCodes.RequiredTableIsView,
            "cache",
            Error
        ),
        new(
            Table,
            "another shape",
            "drop table cache; create unlogged table cache (number integer, day date)",
            "drop table cache; " + Cache,
            FindingCodes.TableShape,
            "cache",
            Error
        ),
        new(
            Table,
            DriftCase.Unexpected,
            "create table more (id integer)",
            "drop table more",
            FindingCodes.TableUnexpected,
            "more",
            Information
        ),
        new(
            Table,
            AspectNames.Kind,
            "drop table cats; create foreign table cats (lives integer) inherits (animals) server files options (filename '/dev/null')",
            "drop foreign table cats; create table cats (lives integer) inherits (animals)",
            FindingCodes.TableDifferent,
            "cats",
            Error
        ),
        new(
            Table,
            AspectNames.Partitioning,
            "drop table metrics; create table metrics (day date, kind text) partition by list (kind)",
            "drop table metrics; create table metrics (day date, kind text) partition by range (day)",
            FindingCodes.TableDifferent,
            "metrics",
            Warning
        ),
        new(
            Table,
            AspectNames.PartitionOf,
            "drop table log_2026; create table log_2026 partition of log for values from ('2026-01-01') to ('2028-01-01')",
            "drop table log_2026; " + Partition,
            FindingCodes.TableDifferent,
            "log_2026",
            Error
        ),
        new(
            Table,
            AspectNames.Inherits,
            "alter table cats no inherit animals",
            "alter table cats inherit animals",
            FindingCodes.TableDifferent,
            "cats",
            Warning
        ),
        new(
            Table,
            AspectNames.Persistence,
            "alter table cache set logged",
            "alter table cache set unlogged",
            FindingCodes.TableDifferent,
            "cache",
            Warning
        ),
        new(
            Table,
            AspectNames.RowSecurity,
            "alter table secrets disable row level security",
            "alter table secrets enable row level security",
            FindingCodes.TableDifferent,
            "secrets",
            Error
        ),
        new(
            Table,
            AspectNames.RowSecurity,
            "alter table secrets force row level security",
            "alter table secrets no force row level security",
            FindingCodes.TableDifferent,
            "secrets",
            Error
        ),
        new(
            Column,
            DriftCase.Missing,
            "alter table replies drop column text",
            "alter table replies add column text text, add constraint replies_length_check check (length(text) < 1000)",
            FindingCodes.ColumnMissing,
            "replies.text",
            Error
        ),
        new(
            Column,
            "renamed",
            "alter table users rename column level to grade",
            "alter table users rename column grade to level",
            FindingCodes.ColumnMissing,
            "users.level",
            Error
        ),
        new(
            Column,
            "renamed, with a check",
            "alter table users rename column name to full_name",
            "alter table users rename column full_name to name",
            FindingCodes.ColumnMissing,
            "users.name",
            Error
        ),
        new(
            Column,
            DriftCase.Unexpected,
            "alter table users add column more text",
            "alter table users drop column more",
            FindingCodes.ColumnUnexpected,
            "users.more",
            Information
        ),
        new(
            Column,
            "an insert would fail",
            "alter table replies add column needed integer not null",
            "alter table replies drop column needed",
            FindingCodes.InsertWouldFail,
            "replies.needed",
            Error
        ),
        new(
            Column,
            AspectNames.Type,
            "alter table users alter column level type bigint",
            "alter table users alter column level type integer",
            FindingCodes.ColumnDifferent,
            "users.level",
            Error
        ),
        new(
            Column,
            AspectNames.Type,
            "alter table posts alter column title type varchar(200)",
            "alter table posts alter column title type varchar(100)",
            FindingCodes.ColumnDifferent,
            "posts.title",
            Error
        ),
        new(
            Column,
            AspectNames.Nullable,
            "alter table posts alter column title drop not null",
            "alter table posts alter column title set not null",
            FindingCodes.ColumnDifferent,
            "posts.title",
            Warning
        ),
        new(
            Column,
            AspectNames.Nullable,
            "alter table users alter column level set not null",
            "alter table users alter column level drop not null",
            FindingCodes.ColumnDifferent,
            "users.level",
            Error
        ),
        new(
            Column,
            AspectNames.Default,
            "alter table users alter column created drop default",
            "alter table users alter column created set default now()",
            FindingCodes.ColumnDifferent,
            "users.created",
            Error
        ),
        new(
            Column,
            AspectNames.Default,
            "alter table users alter column score set default 1",
            "alter table users alter column score set default 0",
            FindingCodes.ColumnDifferent,
            "users.score",
            Warning
        ),
        new(
            Column,
            AspectNames.Identity,
            "alter table users alter column id set generated by default",
            "alter table users alter column id set generated always",
            FindingCodes.ColumnDifferent,
            "users.id",
            Error
        ),
        new(
            Column,
            AspectNames.Generated,
            "alter table users alter column doubled drop expression",
            "alter table users drop column doubled, add column doubled integer generated always as (score * 2) stored",
            FindingCodes.ColumnDifferent,
            "users.doubled",
            Error
        ),
        new(
            Column,
            AspectNames.Collation,
            "alter table users alter column login type text collate \"C\"",
            "alter table users alter column login type text collate \"default\"",
            FindingCodes.ColumnDifferent,
            "users.login",
            Warning
        ),
        new(
            Trigger,
            DriftCase.Missing,
            "drop trigger users_stamp on users",
            Stamp,
            FindingCodes.TriggerMissing,
            "users.users_stamp",
            Error
        ),
        new(
            Trigger,
            DriftCase.Unexpected,
            "create trigger more after insert on users for each row execute function stamp()",
            "drop trigger more on users",
            FindingCodes.TriggerUnexpected,
            "users.more",
            Information
        ),
        new(
            Trigger,
            AspectNames.Definition,
            "drop trigger users_stamp on users; create trigger users_stamp before update on users for each row execute function stamp()",
            "drop trigger users_stamp on users; " + Stamp,
            FindingCodes.TriggerDifferent,
            "users.users_stamp",
            Error
        ),
        new(
            Trigger,
            AspectNames.Enabled,
            "alter table users disable trigger users_stamp",
            "alter table users enable trigger users_stamp",
            FindingCodes.TriggerDifferent,
            "users.users_stamp",
            Error
        ),
        new(Policy, DriftCase.Missing, "drop policy own on secrets", Own, FindingCodes.PolicyMissing, "secrets.own", Error),
        new(
            Policy,
            DriftCase.Unexpected,
            "create policy more on secrets for delete using (true)",
            "drop policy more on secrets",
            FindingCodes.PolicyUnexpected,
            "secrets.more",
            Warning
        ),
        new(
            Policy,
            AspectNames.Kind,
            "drop policy own on secrets; create policy own on secrets as restrictive for select to public using (owner = current_user)",
            "drop policy own on secrets; " + Own,
            FindingCodes.PolicyDifferent,
            "secrets.own",
            Error
        ),
        new(
            Policy,
            AspectNames.Command,
            "drop policy own on secrets; create policy own on secrets for update to public using (owner = current_user)",
            "drop policy own on secrets; " + Own,
            FindingCodes.PolicyDifferent,
            "secrets.own",
            Error
        ),
        new(
            Policy,
            AspectNames.Roles,
            "alter policy own on secrets to pg_monitor",
            "alter policy own on secrets to public",
            FindingCodes.PolicyDifferent,
            "secrets.own",
            Error
        ),
        new(
            Policy,
            AspectNames.Using,
            "alter policy own on secrets using (true)",
            "alter policy own on secrets using (owner = current_user)",
            FindingCodes.PolicyDifferent,
            "secrets.own",
            Error
        ),
        new(
            Policy,
            AspectNames.WithCheck,
            "alter policy put on secrets with check (true)",
            "alter policy put on secrets with check (owner = current_user)",
            FindingCodes.PolicyDifferent,
            "secrets.put",
            Error
        ),
    ];
}
