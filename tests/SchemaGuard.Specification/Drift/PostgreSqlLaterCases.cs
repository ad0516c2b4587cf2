using SchemaGuard.Inspection;
using static SchemaGuard.FindingSeverity;
using static SchemaGuard.Inspection.SchemaObjectKind;

namespace SchemaGuard.Specification.Drift;

/// <summary>The changes to what belongs to something else: partitions of a parent, sequences of a column, columns of a foreign table.</summary>
internal static class PostgreSqlLaterCases
{
    /// <summary>The part of the schema that they change.</summary>
    public const string Schema = """
        create table places (id integer primary key);
        create table visits (place integer constraint visits_place_fk references places (id), day date not null) partition by range (day);
        create table visits_2026 partition of visits for values from ('2026-01-01') to ('2027-01-01');
        create table visits_2027 (place integer constraint visits_place_fk references places (id), day date not null);
        create function visited() returns trigger language plpgsql as $$ begin return null; end $$;
        create trigger visits_seen after insert on visits for each row execute function visited();
        create table tickets (id bigint generated always as identity, number bigint, place integer, constraint tickets_pkey primary key (id));
        create sequence ticket_numbers owned by tickets.number;
        create unique index tickets_number_ix on tickets (number);
        alter table tickets add constraint tickets_place_fk foreign key (place) references places (id) not valid;
        create type plain_row as (a integer, b integer);
        create foreign table far_users (id integer options (column_name 'xid'), login text) server far;
        """;

    private const string ByIndex = "create unique index tickets_number_ix on tickets (number)";
    private const string NotNull = "add constraint pairs_b_not_null not null b";

    public static IReadOnlyList<DriftCase> All { get; } =
    [
        Firing("disable trigger all", "enable trigger all"),
        Firing("disable trigger visits_seen", "enable trigger visits_seen"),
        Firing("enable replica trigger visits_seen", "enable trigger visits_seen"),
        new(
            Trigger,
            AspectNames.Enabled,
            "alter table visits disable trigger visits_seen",
            "alter table visits enable trigger visits_seen",
            FindingCodes.TriggerDifferent,
            "visits.visits_seen",
            Error
        ),
        new(
            Table,
            "a partition with keys detached",
            "alter table orders detach partition orders_1",
            "alter table orders attach partition orders_1 for values in (1)",
            FindingCodes.PartitionsDifferent,
            "orders_1",
            Information
        ),
        new(
            Table,
            "a partition with foreign keys detached",
            "alter table visits detach partition visits_2026",
            "alter table visits attach partition visits_2026 for values from ('2026-01-01') to ('2027-01-01')",
            FindingCodes.PartitionsDifferent,
            "visits_2026",
            Information
        ),
        new(
            Table,
            "a table with foreign keys attached",
            "alter table visits attach partition visits_2027 for values from ('2027-01-01') to ('2028-01-01')",
            "alter table visits detach partition visits_2027",
            FindingCodes.PartitionsDifferent,
            "visits_2027",
            Information
        ),
        new(
            Table,
            "the default partition detached",
            "alter table stock detach partition stock_rest",
            "alter table stock attach partition stock_rest default",
            FindingCodes.TableDifferent,
            "stock_rest",
            Error
        ),
        new(
            ForeignKey,
            AspectNames.Enforced,
            "alter table tickets disable trigger all",
            "alter table tickets enable trigger all",
            FindingCodes.ForeignKeyDifferent,
            "tickets.tickets_place_fk",
            Error
        ),
        new(
            Column,
            AspectNames.OwnedSequence,
            "alter sequence ticket_numbers rename to numbers_of_tickets",
            "alter sequence numbers_of_tickets rename to ticket_numbers",
            FindingCodes.SequenceMissing,
            "ticket_numbers",
            Error
        ),
        new(
            Column,
            AspectNames.OwnedSequence,
            "drop sequence ticket_numbers",
            "create sequence ticket_numbers owned by tickets.number",
            FindingCodes.SequenceMissing,
            "ticket_numbers",
            Error
        ),
        new(
            Column,
            AspectNames.OwnedSequence,
            "alter sequence tickets_id_seq rename to ticket_ids",
            "alter sequence ticket_ids rename to tickets_id_seq",
            FindingCodes.NameDifferent,
            "tickets_id_seq",
            Information
        ),
        new(
            Column,
            AspectNames.OwnedSequence,
            "alter sequence parcels_id_seq owned by none",
            "alter sequence parcels_id_seq owned by parcels.id",
            FindingCodes.SequenceDifferent,
            "parcels_id_seq",
            Warning
        ),
        new(
            Column,
            AspectNames.OwnedSequence,
            "alter sequence numbers owned by plain.b",
            "alter sequence numbers owned by none",
            FindingCodes.SequenceDifferent,
            "numbers",
            Information
        ),
        new(
            Column,
            AspectNames.OwnedSequence,
            "create sequence more as smallint owned by plain.b",
            "drop sequence more",
            FindingCodes.SequenceUnexpected,
            "more",
            Information
        ),
        new(
            Column,
            AspectNames.Persistence,
            "alter sequence parcels_id_seq set unlogged",
            "alter sequence parcels_id_seq set logged",
            FindingCodes.ColumnDifferent,
            "parcels.id",
            Warning
        ),
        new(
            Sequence,
            AspectNames.Persistence,
            "alter sequence numbers set unlogged",
            "alter sequence numbers set logged",
            FindingCodes.SequenceDifferent,
            "numbers",
            Warning
        ),
        new(
            Column,
            AspectNames.Storage,
            "alter foreign table far_users alter id options (set column_name 'yid')",
            "alter foreign table far_users alter id options (set column_name 'xid')",
            FindingCodes.ColumnDifferent,
            "far_users.id",
            Error
        ),
        new(
            SchemaObjectKind.Type,
            AspectNames.Multirange,
            "alter type span_multirange rename to spans",
            "alter type spans rename to span_multirange",
            FindingCodes.TypeDifferent,
            "span",
            Error
        ),
        new(
            SchemaObjectKind.Index,
            "become a unique constraint",
            "alter table tickets add constraint tickets_number_ix unique using index tickets_number_ix",
            $"alter table tickets drop constraint tickets_number_ix; {ByIndex}",
            FindingCodes.IndexDifferent,
            "tickets.tickets_number_ix",
            Information
        ),
        new(
            SchemaObjectKind.Index,
            "become a unique constraint of another name",
            "alter table tickets add constraint tickets_number_key unique using index tickets_number_ix",
            $"alter table tickets drop constraint tickets_number_key; {ByIndex}",
            FindingCodes.IndexDifferent,
            "tickets.tickets_number_ix",
            Information
        ),
        new(
            SchemaObjectKind.Index,
            "become a unique constraint that is deferred",
            "alter table tickets add constraint tickets_number_ix unique using index tickets_number_ix deferrable",
            $"alter table tickets drop constraint tickets_number_ix; {ByIndex}",
            FindingCodes.IndexDifferent,
            "tickets.tickets_number_ix",
            Error
        ),
        new(
            PrimaryKey,
            "renamed",
            "alter table tickets rename constraint tickets_pkey to tickets_pk",
            "alter table tickets rename constraint tickets_pk to tickets_pkey",
            FindingCodes.NameDifferent,
            "tickets.tickets_pkey",
            Information
        ),
        new(
            Policy,
            "unexpected, which hides rows",
            "create policy hiding on secrets as restrictive using (false)",
            "drop policy hiding on secrets",
            FindingCodes.PolicyUnexpected,
            "secrets.hiding",
            Warning
        ),
        new(
            Policy,
            "unexpected, where no policy counts",
            "create policy hiding on plain using (false)",
            "drop policy hiding on plain",
            FindingCodes.PolicyUnexpected,
            "plain.hiding",
            Information
        ),
    ];

    /// <summary>Gets the changes that only PostgreSQL 18 knows.</summary>
    public static IReadOnlyList<DriftCase> Of18 { get; } =
    [
        new(
            Column,
            AspectNames.Validated,
            $"alter table pairs drop constraint pairs_b_not_null; alter table pairs {NotNull} not valid",
            "alter table pairs validate constraint pairs_b_not_null",
            FindingCodes.ColumnDifferent,
            "pairs.b",
            Warning
        ),
        new(
            Column,
            AspectNames.Options,
            "alter table pairs alter constraint pairs_b_not_null no inherit",
            "alter table pairs alter constraint pairs_b_not_null inherit",
            FindingCodes.ColumnDifferent,
            "pairs.b",
            Warning
        ),
        new(
            Other,
            AspectNames.Generated,
            "alter publication changes set (publish_generated_columns = stored)",
            "alter publication changes set (publish_generated_columns = none)",
            FindingCodes.OtherDifferent,
            "publication changes",
            Warning
        ),
    ];

    private static DriftCase Firing(string change, string undo) =>
        new(
            Table,
            AspectNames.OwnFiring,
            $"alter table visits_2026 {change}",
            $"alter table visits_2026 {undo}",
            FindingCodes.TableDifferent,
            "visits_2026",
            Error
        );
}
