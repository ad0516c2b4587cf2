using SchemaGuard.Providers;
using Shouldly;
using Xunit;

namespace SchemaGuard.Tests.Providers;

public sealed class ConnectionUrlTests
{
    [Theory]
    [InlineData("postgresql://u:p@db:5432/app", "postgresql", "u", "p", "db:5432", "app")]
    [InlineData("PostgreSQL://db/app", "postgresql", null, null, "db", "app")]
    [InlineData("postgres://u@db1:5432,db2/app", "postgres", "u", null, "db1:5432,db2", "app")]
    [InlineData("mysql://u:@db/", "mysql", "u", "", "db", "")]
    [InlineData("mysql://db", "mysql", null, null, "db", "")]
    [InlineData("postgresql://a%40b:p%3A%2F%3F%25@db/my%20app", "postgresql", "a@b", "p:/?%", "db", "my app")]
    [InlineData("postgresql://u:a:b@db/app", "postgresql", "u", "a:b", "db", "app")]
    [InlineData("postgresql://u:a@b@db/app", "postgresql", "u", "a@b", "db", "app")]
    [InlineData("postgresql://[::1]:5432/app", "postgresql", null, null, "[::1]:5432", "app")]
    [InlineData("postgresql://%2Fvar%2Frun/app", "postgresql", null, null, "/var/run", "app")]
    [InlineData("sqlite:///data/app.db", "sqlite", null, null, "", "data/app.db")]
    [InlineData("sqlite:////data/app.db", "sqlite", null, null, "", "/data/app.db")]
    [InlineData("postgresql://u:100%@db/app", "postgresql", "u", "100%", "db", "app")]
    public void A_url_falls_into_its_parts(string text, string scheme, string? user, string? password, string hosts, string path)
    {
        ConnectionUrl.TryParse(text, out var url).ShouldBeTrue();

        url.Scheme.ShouldBe(scheme);
        url.User.ShouldBe(user);
        url.Password.ShouldBe(password);
        url.Hosts.ShouldBe(hosts);
        url.Path.ShouldBe(path);
        url.Parameters.ShouldBeEmpty();
    }

    [Fact]
    public void Parameters_keep_their_order_and_their_repetitions()
    {
        ConnectionUrl.TryParse("postgresql://db/app?sslmode=require&a=1&a=2&flag&x=%26%3D&=y&", out var url).ShouldBeTrue();

        url.Path.ShouldBe("app");
        url.Parameters.Select(pair => (pair.Key, pair.Value))
            .ShouldBe([("sslmode", "require"), ("a", "1"), ("a", "2"), ("flag", ""), ("x", "&="), ("", "y")]);
    }

    [Theory]
    [InlineData("Host=db;Password=a://b")]
    [InlineData("Data Source=app.db")]
    [InlineData("://db")]
    [InlineData("app")]
    [InlineData("")]
    [InlineData("post gres://db")]
    public void Anything_else_is_no_url(string text)
    {
        ConnectionUrl.IsUrl(text).ShouldBeFalse();
        ConnectionUrl.TryParse(text, out var url).ShouldBeFalse();
        url.ShouldBeNull();
    }

    [Fact]
    public void Its_text_holds_no_secret()
    {
        ConnectionUrl.TryParse("postgresql://user:secret@db:5432/app?password=secret", out var url).ShouldBeTrue();

        url.ToString().ShouldBe("postgresql://db:5432/app");
    }
}
