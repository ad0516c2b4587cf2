using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.PostgreSql.Tests.Catalog;

/// <summary>Says that SQL which the server writes in another way is information only if it means the same.</summary>
public sealed class SameMeaningTests(PostgreSqlServers servers)
{
    private const string Schema = """
        create table q ("A" integer, a integer, b integer, v varchar(20), n numeric not null default 0, e varchar(9), ts timestamp,
          list integer[] default '{}', half numeric default 7/2,
          constraint q_v check (v::int > 5), constraint q_group check (a > 1 and (b > 2 or "A" > 3)),
          constraint q_e check (e in ('a', 'b', 'c')), constraint q_part check (a / nullif(b, 0) > 1));
        create unique index q_column on q ("A");
        create unique index q_part_ix on q (a) where v::int > 7;
        create domain positive as varchar(9) check (value::int > 5);
        create view w as select a / b as share, v::int as number, n::numeric(10,2) as price, ts::date as day from q where a > 1 and (b > 2 or a > 3);
        alter table q enable row level security;
        create policy seen on q using (v::int > 3);
        """;

    /// <summary>Gets changes, what they are told of, and whether it is an error.</summary>
    public static TheoryData<string, string, FindingSeverity> Changes { get; } =
        new()
        {
            { "alter table q drop constraint q_v, add constraint q_v check (v > 5::text)", "q.q_v", FindingSeverity.Error },
            { "alter table q drop constraint q_v, add constraint q_v check (v::numeric > 5)", "q.q_v", FindingSeverity.Error },
            {
                """alter table q drop constraint q_group, add constraint q_group check ((a > 1 and b > 2) or "A" > 3)""",
                "q.q_group",
                FindingSeverity.Error
            },
            {
                "alter table q drop constraint q_part, add constraint q_part check ((a / nullif(b, 0))::numeric > 1)",
                "q.q_part",
                FindingSeverity.Error
            },
            { "alter table q drop constraint q_e, add constraint q_e check (e in ('c', 'a', 'b'))", "q.q_e", FindingSeverity.Information },
            { "drop index q_column; create unique index q_column on q (a)", "q.q_column", FindingSeverity.Error },
            { "drop index q_part_ix; create unique index q_part_ix on q (a) where v > 7::text", "q.q_part_ix", FindingSeverity.Error },
            { "drop index q_part_ix; create unique index q_part_ix on q (b) where v::int > 7", "q.q_part_ix", FindingSeverity.Error },
            { "alter policy seen on q using (v > 3::text)", "q.seen", FindingSeverity.Error },
            {
                "alter domain positive drop constraint positive_check; alter domain positive add constraint positive_check check (value > 5::text)",
                "positive",
                FindingSeverity.Error
            },
            { View("a / b::numeric as share, v::int as number, n::numeric(10,2) as price, ts::date as day"), "w", FindingSeverity.Error },
            { View("a / b as share, v::bigint::int as number, n::numeric(10,2) as price, ts::date as day"), "w", FindingSeverity.Error },
            { View("a / b as share, v::int as number, n::numeric(10,4) as price, ts::date as day"), "w", FindingSeverity.Error },
            {
                View("a / b as share, v::int as number, n::numeric(10,2) as price, ts::date as day", "(a > 1 and b > 2) or a > 3"),
                "w",
                FindingSeverity.Error
            },
            { "alter table q alter half set default 7/2::numeric", "q.half", FindingSeverity.Warning },
            { "alter table q alter n set default '0'", "q.n", FindingSeverity.Information },
            { "alter table q alter list set default array[]::int[]", "q.list", FindingSeverity.Information },
        };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Another_cast_grouping_or_column_is_a_difference_and_another_writing_is_information(
        string change,
        string target,
        FindingSeverity severity
    )
    {
        await using var database = await servers.CreateDatabaseAsync();
        await database.ExecuteAsync(Schema);
        using var folder = new MigrationFolder();
        var manifest = await NoAlarm.WriteManifestAsync(database, folder);

        await database.ExecuteAsync(change);
        var finding = (await NoAlarm.FindAsync(database, manifest)).ShouldHaveSingleItem();

        (finding.Target, finding.Severity).ShouldBe((target, severity), finding.Message);
        (finding.Code == FindingCodes.RenderedDifferently).ShouldBe(severity == FindingSeverity.Information);
    }

    private static string View(string columns, string condition = "a > 1 and (b > 2 or a > 3)") =>
        $"drop view w; create view w as select {columns} from q where {condition}";
}
