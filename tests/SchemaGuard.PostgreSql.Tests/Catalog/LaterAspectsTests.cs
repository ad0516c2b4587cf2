using System.Text.Json.Nodes;
using SchemaGuard.Inspection;
using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.PostgreSql.Tests.Catalog;

/// <summary>Says that what manifests came to hold is not asked of one that was written before.</summary>
public sealed class LaterAspectsTests(PostgreSqlServers servers)
{
    private const string Unusual = """
        create table places (id integer primary key);
        create table visits (place integer references places (id), day date not null) partition by range (day);
        create table visits_2026 partition of visits for values from ('2026-01-01') to ('2027-01-01');
        alter table visits_2026 disable trigger all;
        create table tickets (id serial, number bigint);
        create sequence ticket_numbers owned by tickets.number;
        alter sequence tickets_id_seq set unlogged;
        create unlogged sequence numbers;
        create type span as range (subtype = date, multirange_type_name = spans);
        create foreign data wrapper far;
        create server far foreign data wrapper far;
        create foreign table far_users (id integer options (column_name 'xid')) server far;
        """;

    private const string UnusualOf18 = """
        create table pairs (a integer, b integer, constraint pairs_b not null b no inherit);
        alter table pairs add constraint pairs_a not null a not valid;
        create publication changes for table pairs with (publish_generated_columns = stored);
        """;

    private static readonly string[] Later =
    [
        AspectNames.OwnedSequence,
        AspectNames.OwnFiring,
        AspectNames.Multirange,
        AspectNames.Persistence,
        AspectNames.Storage,
        AspectNames.Validated,
    ];

    [Theory]
    [InlineData(PostgreSqlServers.Oldest, Unusual)]
    [InlineData(PostgreSqlServers.Newest, Unusual + UnusualOf18)]
    public async Task A_manifest_of_an_earlier_revision_lacks_them_without_a_finding(string version, string script)
    {
        await using var database = await servers.CreateDatabaseAsync(version);
        await database.ExecuteAsync(script);
        using var folder = new MigrationFolder();
        var manifest = await NoAlarm.WriteManifestAsync(database, folder);
        (await NoAlarm.FindAsync(database, manifest)).ShouldBeEmpty();
        var json = JsonNode.Parse(await File.ReadAllTextAsync(manifest, TestContext.Current.CancellationToken))!;
        var removed = Later.ToHashSet(StringComparer.Ordinal);
        Strip(json, removed);
        removed.ShouldBe(version == PostgreSqlServers.Newest ? [] : [AspectNames.Validated]);

        json["revision"] = 2;
        await File.WriteAllTextAsync(manifest, json.ToJsonString(), TestContext.Current.CancellationToken);
        var found = await NoAlarm.FindAsync(database, manifest);

        found.ShouldBeEmpty(NoAlarm.Show(found));
    }

    /// <summary>Takes out what earlier revisions lack.</summary>
    private static void Strip(JsonNode? node, HashSet<string> left)
    {
        if (node is not JsonObject members)
        {
            return;
        }

        foreach (var name in Later.Where(members.Remove))
        {
            left.Remove(name);
        }

        if (members["options"]?.ToString() == "not null no inherit")
        {
            members.Remove("options");
        }

        if (members["options"] is not null && members["generated"]?.ToString() == "stored")
        {
            members.Remove("generated");
        }

        foreach (var (_, member) in members)
        {
            Strip(member, left);
        }
    }
}
