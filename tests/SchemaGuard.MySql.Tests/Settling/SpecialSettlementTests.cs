using SchemaGuard.MySql.InDoubt;
using SchemaGuard.Providers.InDoubt;
using Shouldly;
using Xunit;

namespace SchemaGuard.MySql.Tests.Settling;

/// <summary>Says what the catalog tells of statements that do several things, and of what it cannot tell at all.</summary>
public sealed class SpecialSettlementTests(MySqlServers servers)
{
    [Theory]
    [InlineData(MySqlServers.MariaDb)]
    [InlineData(MySqlServers.MySql)]
    public async Task Of_a_drop_that_was_killed_between_its_tables_the_rest_goes_too(string product)
    {
        const string Drop = "drop table a, child, parent";
        await using var database = await servers.CreateDatabaseAsync(product);
        await using var subject = await SettlerUnderTest.OpenAsync(database);
        await subject.RunAsync([
            "create table a (id int)",
            "create table parent (id int primary key)",
            "create table child (id int, foreign key (id) references parent (id))",
        ]);
        var observed = await subject.ObserveAsync(Drop);

        await subject.RunAsync(["drop table a"]);

        (await subject.SettleAsync(Drop, observed)).Verdict.ShouldBe(InDoubtVerdict.Done);
        (await database.HasTableAsync("child")).ShouldBeFalse();
        (await database.HasTableAsync("parent")).ShouldBeFalse();
    }

    [Theory]
    [InlineData(MySqlServers.MariaDb)]
    [InlineData(MySqlServers.MySql)]
    public async Task Tables_of_one_shape_that_were_swapped_are_told_apart_by_the_engines_number(string product)
    {
        const string Swap = "rename table a to x, b to a, x to b";
        await using var database = await servers.CreateDatabaseAsync(product);
        await using var subject = await SettlerUnderTest.OpenAsync(database);
        await subject.RunAsync(["create table a (id int)", "create table b (id int)"]);
        var observed = await subject.ObserveAsync(Swap);
        (await subject.SettleAsync(Swap, observed)).Verdict.ShouldBe(InDoubtVerdict.NotDone);

        await subject.RunAsync([Swap]);

        (await subject.SettleAsync(Swap, observed)).Verdict.ShouldBe(InDoubtVerdict.Done);
    }

    [Theory]
    [InlineData(MySqlServers.MariaDb, "create view v as select id from t", "create view v as select a from t")]
    [InlineData(MySqlServers.MySql, "create view v as select id from t", "create view v as select a from t")]
    [InlineData(MySqlServers.MariaDb, "alter table t add column c int", "create table v (x int)")]
    [InlineData(MySqlServers.MySql, "alter table t add column c int", "create table v (x int)")]
    public async Task What_a_killed_settlement_has_left_does_not_disturb_the_next(string product, string sql, string left)
    {
        await using var database = await servers.CreateDatabaseAsync(product);
        await using var subject = await SettlerUnderTest.OpenAsync(database);
        await subject.RunAsync([SettlementCases.Table]);
        var observed = await subject.ObserveAsync(sql);
        var scratch = new ScratchNames(database: null, sql).Table.Name;
        await subject.RunAsync([sql, left.Replace(" v ", $" {scratch} ", StringComparison.Ordinal)]);

        (await subject.SettleAsync(sql, observed)).Verdict.ShouldBe(InDoubtVerdict.Done);
        await subject.ShouldHaveNoScratchAsync();
    }

    [Theory]
    [InlineData(MySqlServers.MariaDb)]
    [InlineData(MySqlServers.MySql)]
    public async Task It_is_known_beforehand_what_settles_a_statement(string product)
    {
        await using var database = await servers.CreateDatabaseAsync(product);
        await using var subject = await SettlerUnderTest.OpenAsync(database);
        (string Sql, StatementSettlement Expected)[] known =
        [
            ("alter table t exchange partition p1 with table u", StatementSettlement.Person),
            ("alter table t discard tablespace", StatementSettlement.Person),
            ("create user somebody", StatementSettlement.Person),
            ("drop user somebody", StatementSettlement.Person),
            ("create user if not exists somebody", StatementSettlement.Repetition),
            ("create function f returns integer soname 'f.so'", StatementSettlement.Person),
            ("call p()", StatementSettlement.TransactionOrPerson),
            ("execute s", StatementSettlement.TransactionOrPerson),
            ("insert into t values (1)", StatementSettlement.Transaction),
            ("alter table t add column c int", StatementSettlement.Catalog),
        ];

        foreach (var (sql, expected) in known)
        {
            subject.Dialect.SettlementOf(subject.Read(sql)).ShouldBe(expected, sql);
        }
    }

    /// <summary>What moves data from column to column without a trace would do so a second time.</summary>
    [Theory]
    [InlineData(MySqlServers.MariaDb, "alter table t drop column a, change b a int null, add column b int null")]
    [InlineData(MySqlServers.MySql, "alter table t drop column a, change b a int null, add column b int null")]
    [InlineData(MySqlServers.MariaDb, "alter table t rename column a to b, rename column b to a")]
    [InlineData(MySqlServers.MySql, "alter table t change b a int null after id, change a b int null after a")]
    public async Task A_change_that_leaves_the_definition_as_it_is_and_moves_data_is_nothing_to_repeat(string product, string sql)
    {
        await using var database = await servers.CreateDatabaseAsync(product);
        await using var subject = await SettlerUnderTest.OpenAsync(database);
        await subject.RunAsync(["create table t (id int, a int null, b int null)"]);
        var observed = await subject.ObserveAsync(sql);
        await subject.RunAsync([sql]);

        var settled = await subject.SettleAsync(sql, observed);

        settled.Verdict.ShouldNotBe(InDoubtVerdict.NotDone);
        await subject.ShouldHaveNoScratchAsync();
    }
}
