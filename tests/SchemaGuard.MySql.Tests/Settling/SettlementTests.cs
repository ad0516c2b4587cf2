using SchemaGuard.Providers.InDoubt;
using Shouldly;
using Xunit;

namespace SchemaGuard.MySql.Tests.Settling;

/// <summary>Says what the catalog tells of a statement that a crash has interrupted, and that it never tells more than it can.</summary>
public sealed class SettlementTests(MySqlServers servers)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Cases =>
        [
            .. SettlementCases.All.Values.SelectMany(found =>
                from product in new[] { MySqlServers.MariaDb, MySqlServers.MySql }
                where found.Only is null || found.Only == product
                select (product, found.Statement)
            ),
        ];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_statement_is_settled_by_what_the_catalog_showed_before_it_and_shows_now(string product, string sql)
    {
        var settled = SettlementCases.All[sql];
        await using var database = await servers.CreateDatabaseAsync(product);
        await using var subject = await SettlerUnderTest.OpenAsync(database);
        await subject.RunAsync(settled.Setup);
        var observed = await subject.ObserveAsync(sql);

        (await subject.SettleAsync(sql, observed)).Verdict.ShouldBe(InDoubtVerdict.NotDone);

        await subject.RunAsync([sql]);
        var after = await subject.SettleAsync(sql, observed);
        after.Verdict.ShouldBe(settled.IsRepeated ? InDoubtVerdict.NotDone : InDoubtVerdict.Done, after.Explanation);
        await subject.ShouldHaveNoScratchAsync();
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task What_somebody_else_has_done_meanwhile_is_not_taken_for_the_statement(string product, string sql)
    {
        var settled = SettlementCases.All[sql];
        await using var database = await servers.CreateDatabaseAsync(product);
        await using var subject = await SettlerUnderTest.OpenAsync(database);
        await subject.RunAsync(settled.Setup);
        var observed = await subject.ObserveAsync(sql);

        await subject.RunAsync(settled.IsRepeated ? [] : settled.Meanwhile);
        var after = await subject.SettleAsync(sql, observed);

        after.Verdict.ShouldBe(settled.IsRepeated ? InDoubtVerdict.NotDone : InDoubtVerdict.Unknown, after.Explanation);
        (after.Explanation ?? "").ShouldContain(settled.IsRepeated ? "" : settled.Names);
        await subject.ShouldHaveNoScratchAsync();
    }
}
