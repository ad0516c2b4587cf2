using SchemaGuard.Inspection;
using Shouldly;
using Xunit;

namespace SchemaGuard.Tests.Inspection;

public sealed class SnapshotTests
{
    private static readonly SchemaObject[] Tables =
    [
        new(SchemaObjectKind.Table, "public", table: null, "Users"),
        new(SchemaObjectKind.View, "audit", table: null, "users"),
        new(SchemaObjectKind.Table, "audit", table: null, "log"),
    ];

    [Theory]
    [InlineData("Users", "public")]
    [InlineData("public.Users", "public")]
    [InlineData("audit.users", "audit")]
    [InlineData("audit.log", "audit")]
    public void A_name_without_a_schema_is_one_of_the_default_schema(string name, string schema) =>
        new Snapshot(Tables, StringComparer.Ordinal, "public").Find(name).ShouldNotBeNull().Schema.ShouldBe(schema);

    [Fact]
    public void Nothing_else_is_found()
    {
        var snapshot = new Snapshot(Tables, StringComparer.Ordinal, "public");

        new[] { "log", "users", "PUBLIC.Users", "other.Users", "" }.Select(snapshot.Find).ShouldAllBe(found => found == null);
    }

    [Fact]
    public void Names_are_compared_as_the_catalog_does()
    {
        var snapshot = new Snapshot(Tables, StringComparer.OrdinalIgnoreCase, "PUBLIC");

        snapshot.Find("uSeRs").ShouldBe(Tables[0]);
        snapshot.Find("AUDIT.USERS").ShouldBe(Tables[1]);
    }

    [Fact]
    public void A_database_without_schemas_has_only_names()
    {
        var table = new SchemaObject(SchemaObjectKind.Table, schema: null, table: null, "users");
        var snapshot = new Snapshot([table], StringComparer.Ordinal, defaultSchema: null);

        snapshot.Find("users").ShouldBe(table);
        snapshot.Find("main.users").ShouldBeNull();
    }
}
