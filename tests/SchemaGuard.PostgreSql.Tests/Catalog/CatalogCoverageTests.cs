using SchemaGuard.PostgreSql.Inspection;
using SchemaGuard.Specification.Drift;
using Shouldly;
using Xunit;

namespace SchemaGuard.PostgreSql.Tests.Catalog;

/// <summary>Says that no catalog of the server is forgotten: each is read, or stands in the list of what is not compared, or holds no schema.</summary>
public sealed class CatalogCoverageTests(PostgreSqlServers servers)
{
    /// <summary>Catalogs that hold data, statistics, or what others say as well.</summary>
    private static readonly string[] NoSchema =
    [
        "pg_depend",
        "pg_partitioned_table",
        "pg_replication_origin",
        "pg_shdepend",
        "pg_statistic",
        "pg_statistic_ext_data",
    ];

    private static readonly Dictionary<string, string> Listed = new(StringComparer.Ordinal)
    {
        ["pg_am"] = "access methods",
        ["pg_amop"] = "operator classes",
        ["pg_amproc"] = "operator classes",
        ["pg_auth_members"] = "roles",
        ["pg_authid"] = "roles",
        ["pg_conversion"] = "conversions",
        ["pg_database"] = "settings of the database",
        ["pg_db_role_setting"] = "settings of the database",
        ["pg_default_acl"] = "default privileges",
        ["pg_description"] = "comments",
        ["pg_foreign_data_wrapper"] = "foreign data wrappers",
        ["pg_init_privs"] = "grants",
        ["pg_language"] = "languages",
        ["pg_largeobject"] = "large objects",
        ["pg_largeobject_metadata"] = "large objects",
        ["pg_opfamily"] = "operator classes and families",
        ["pg_parameter_acl"] = "grants",
        ["pg_seclabel"] = "security labels",
        ["pg_shdescription"] = "comments",
        ["pg_shseclabel"] = "security labels",
        ["pg_subscription"] = "subscriptions",
        ["pg_subscription_rel"] = "subscriptions",
        ["pg_tablespace"] = "tablespaces",
        ["pg_transform"] = "transforms",
        ["pg_ts_parser"] = "text search parsers",
        ["pg_ts_template"] = "text search parsers and templates",
        ["pg_user_mapping"] = "user mappings",
    };

    [Theory]
    [InlineData(PostgreSqlServers.Oldest)]
    [InlineData(PostgreSqlServers.Newest)]
    public async Task Each_catalog_is_read_or_named_as_not_compared(string serverVersion)
    {
        await using var database = await servers.CreateDatabaseAsync(serverVersion);
        await using var connection = (Npgsql.NpgsqlConnection)await database.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText =
            "SELECT string_agg(relname, ' ') FROM pg_class WHERE relnamespace = 'pg_catalog'::regnamespace AND relkind = 'r'";
        var catalogs = ((string)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!).Split(' ');
        var version = connection.PostgreSqlVersion.Major;
        var queries =
            string.Join(
                '\n',
                [.. PostgreSqlInspector.Queries(version, CatalogKinds.All), .. SparseCatalogs.Queries(CatalogKinds.All, version)]
            ) + "\n";

        var forgotten = catalogs
            .Except(NoSchema, StringComparer.Ordinal)
            .Except(Listed.Keys, StringComparer.Ordinal)
            .Where(catalog => !queries.Contains($"pg_catalog.{catalog} ", StringComparison.Ordinal));

        forgotten.ShouldBeEmpty("neither read nor named as not compared");
    }

    [Fact]
    public void What_is_named_stands_in_the_list() =>
        Listed
            .Values.Where(words => !NotCompared.OfPostgreSql.Any(blind => blind.What.Contains(words, StringComparison.Ordinal)))
            .ShouldBeEmpty();
}
