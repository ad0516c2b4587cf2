using System.Data.Common;
using SchemaGuard.Inspection;
using SchemaGuard.PostgreSql.Inspection;
using SchemaGuard.Specification.Drift;
using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.PostgreSql.Tests.Catalog;

/// <summary>Says that kinds of objects which are not read at once are read where there are any, whatever the probe has seen before.</summary>
public sealed class SparseCatalogTests(PostgreSqlServers servers)
{
    /// <summary>One of each kind, and of each catalog of the others, alone.</summary>
    private static readonly Dictionary<string, CatalogKinds> Alone = new(StringComparer.Ordinal)
    {
        ["create function f() returns integer language sql as 'select 1'"] = CatalogKinds.Routines,
        ["create procedure f() language sql as 'select 1'"] = CatalogKinds.Routines,
        ["create domain d as integer"] = CatalogKinds.Types,
        ["create type d as enum ('a')"] = CatalogKinds.Types,
        ["create type d as (a integer)"] = CatalogKinds.Types,
        ["create type d as range (subtype = float8)"] = CatalogKinds.Types,
        ["create trigger r before update on t for each row execute function suppress_redundant_updates_trigger()"] = CatalogKinds.Triggers,
        ["create policy p on t using (true)"] = CatalogKinds.Policies,
        ["create rule r as on delete to t do instead nothing"] = CatalogKinds.Rules,
        ["create statistics s on a, b from t"] = CatalogKinds.Others,
        ["create collation c (provider = icu, locale = 'de')"] = CatalogKinds.Others,
        ["create cast (integer as box) with inout"] = CatalogKinds.Others,
        ["create operator ### (leftarg = integer, rightarg = integer, function = int4eq)"] = CatalogKinds.Others,
        ["create publication sparse"] = CatalogKinds.Others,
        ["create text search configuration c (copy = simple)"] = CatalogKinds.Others,
        ["create text search dictionary c (template = simple)"] = CatalogKinds.Others,
        ["create sequence s"] = CatalogKinds.Sequences,
        ["alter table t add id integer generated always as identity"] = CatalogKinds.Sequences,
        ["create table u () inherits (t)"] = CatalogKinds.Parents,
        ["create foreign data wrapper w; create server s foreign data wrapper w"] = CatalogKinds.Others,
    };

    [Theory]
    [InlineData(PostgreSqlServers.Oldest, Traits = [FullRun.Trait, FullRun.Only])]
    [InlineData(PostgreSqlServers.Newest)]
    public async Task What_the_probe_has_not_seen_is_read_all_the_same(string version)
    {
        await using var database = await servers.CreateDatabaseAsync(version);
        await using var connection = await database.OpenAsync();
        var before = await TokenAsync(connection);
        await database.ExecuteAsync(PostgreSqlDriftCases.RichSchema);

        var unseen = await ReadAsync(connection, before);

        DriftToken.KindsOf(before).ShouldBe(CatalogKinds.None);
        unseen.ShouldBe(await ReadAsync(connection, driftToken: null));
        unseen.ShouldBe(await ReadAsync(connection, await TokenAsync(connection)));
    }

    [Theory]
    [InlineData(PostgreSqlServers.Oldest, Traits = [FullRun.Trait, FullRun.Only])]
    [InlineData(PostgreSqlServers.Newest)]
    public async Task Each_kind_alone_is_seen_by_the_probe_and_read_without_it(string version)
    {
        foreach (var (change, kind) in Alone)
        {
            await using var database = await servers.CreateDatabaseAsync(version);
            await using var connection = await database.OpenAsync();
            await database.ExecuteAsync("create table t (a integer, b integer)");
            var before = await TokenAsync(connection);
            var plain = await ReadAsync(connection, driftToken: null);
            await database.ExecuteAsync(change);

            DriftToken.KindsOf(before).ShouldBe(CatalogKinds.None, change);
            DriftToken.KindsOf(await TokenAsync(connection)).HasFlag(kind).ShouldBeTrue(change);
            (await ReadAsync(connection, before)).Except(plain, StringComparer.Ordinal).ShouldNotBeEmpty(change);
            (await ReadAsync(connection, before)).ShouldBe(await ReadAsync(connection, driftToken: null), change);
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("not a token")]
    [InlineData("1:2 3:4 5:6 x 0")]
    public void A_text_that_is_no_token_rules_nothing_out(string? token) => DriftToken.KindsOf(token).ShouldBe(CatalogKinds.All);

    private static async Task<string> TokenAsync(DbConnection connection)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT {DriftToken.Of(((Npgsql.NpgsqlConnection)connection).PostgreSqlVersion.Major)}";
        return (string)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    private static async Task<IReadOnlyList<string>> ReadAsync(DbConnection connection, string? driftToken)
    {
        var (rows, snapshot) = await new PostgreSqlInspector().InspectWithAsync<int>(
            connection,
            "SELECT 1",
            driftToken,
            TestContext.Current.CancellationToken
        );
        rows.ShouldBe([1]);
        return [.. snapshot.Objects.Select(Text).Order(StringComparer.Ordinal)];
    }

    private static string Text(SchemaObject found) =>
        $"{found.Kind} {found.Schema}.{found.Table}.{found.Name}: {string.Join(", ", found.Aspects.Select(aspect => $"{aspect.Name}={aspect.Value}"))}";
}
