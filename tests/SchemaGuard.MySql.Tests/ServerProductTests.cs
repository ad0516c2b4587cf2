using SchemaGuard.MySql.Products;
using SchemaGuard.MySql.Server;
using SchemaGuard.Providers.Errors;
using Shouldly;
using Xunit;

namespace SchemaGuard.MySql.Tests;

/// <summary>Says which servers are recognised, and which are too old.</summary>
public sealed class ServerProductTests
{
    [Theory]
    [InlineData("10.11.19-MariaDB-0+deb12u1", "MariaDB", "10.11.19")]
    [InlineData("5.5.5-10.6.4-MariaDB-log", "MariaDB", "10.6.4")]
    [InlineData("12.0.2-MariaDB", "MariaDB", "12.0.2")]
    [InlineData("9.7.4", "MySQL", "9.7.4")]
    [InlineData("8.0.36-28 Percona Server", "MySQL", "8.0.36")]
    [InlineData("8.0.36-0ubuntu0.22.04.1", "MySQL", "8.0.36")]
    [InlineData("8.4", "MySQL", "8.4.0")]
    public void A_version_tells_the_product(string text, string product, string version)
    {
        var server = ServerProduct.Parse(text);

        (server.Product, server.Version.ToString()).ShouldBe((product, version));
        server.IsSupported.ShouldBeTrue();
        Should.NotThrow(() => UnsupportedServer.Refuse(server));
    }

    [Theory]
    [InlineData("8.0.11-TiDB-v7.5.0", "TiDB")]
    [InlineData("5.7.25-TiDB-v6.1.0", "TiDB")]
    [InlineData("5.7.25-OceanBase-v4.2.1.0", "OceanBase")]
    [InlineData("8.0.30-Vitess", "Vitess")]
    public void A_product_that_only_speaks_like_MySql_is_refused_by_its_name(string text, string name)
    {
        var server = ServerProduct.Parse(text);

        server.IsSupported.ShouldBeFalse();
        var exception = Should.Throw<DatabaseRefusedException>(() => UnsupportedServer.Refuse(server));
        exception.Error.Message.ShouldStartWith($"{name} speaks MySQL's protocol but is not supported");
    }

    [Theory]
    [InlineData("TiDB Server (Apache License 2.0) Community Edition, MySQL 8.0 compatible")]
    [InlineData("SingleStoreDB source distribution (compatible; MySQL Enterprise & MySQL Commercial)")]
    public void A_product_that_hides_its_version_is_known_by_the_comment_on_it(string comment) =>
        Should.Throw<DatabaseRefusedException>(() => UnsupportedServer.RefuseOther(comment));

    [Theory]
    [InlineData("8.0.mysql_aurora.3.04.0", "8.0.0")]
    [InlineData("8.0.28", "8.0.28")]
    public void Aurora_is_MySql(string text, string version)
    {
        var server = ServerProduct.Parse(text);

        (server.Product, server.Version.ToString(), server.IsSupported).ShouldBe(("MySQL", version, true));
    }

    [Theory]
    [InlineData("5.7.44-log", "MySQL 5.7.44")]
    [InlineData("5.5.5-10.5.27-MariaDB", "MariaDB 10.5.27")]
    [InlineData("10.3.39-MariaDB-0+deb10u1", "MariaDB 10.3.39")]
    public void A_server_whose_definitions_are_not_atomic_is_refused(string text, string name)
    {
        var exception = Should.Throw<DatabaseRefusedException>(() => UnsupportedServer.Refuse(ServerProduct.Parse(text)));

        exception.Error.Kind.ShouldBe(DatabaseErrorKind.Refused);
        exception.Error.Message.ShouldBe(
            $"{name} is not supported: its DDL statements are not atomic, so nothing can be proved after a crash"
        );
        exception.Error.Remedy.ShouldBe("Use MySQL 8.0 or later, or MariaDB 10.6 or later.");
    }
}
