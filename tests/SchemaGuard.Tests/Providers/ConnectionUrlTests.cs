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
    [InlineData("postgresql://u:a/b@db/app", "postgresql", "u", "a/b", "db", "app")]
    [InlineData("postgresql://u:a?b@db/app", "postgresql", "u", "a?b", "db", "app")]
    [InlineData("postgresql://u:a@b/c@db:5432/app", "postgresql", "u", "a@b/c", "db:5432", "app")]
    [InlineData("mysql://u:a;b=c#d@db/app", "mysql", "u", "a;b=c#d", "db", "app")]
    [InlineData("sqlite:////data/me@home/app.db", "sqlite", null, null, "", "/data/me@home/app.db")]
    [InlineData("mysql://%40abstract/app", "mysql", null, null, "@abstract", "app")]
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

    [Fact]
    public void An_at_sign_in_a_parameter_is_not_the_end_of_a_password_where_none_can_stand_before_it()
    {
        ConnectionUrl.TryParse("postgresql://db/app?user=me@corp", out var url).ShouldBeTrue();

        url.Problem.ShouldBeNull();
        url.ToString().ShouldBe("postgresql://db/app");
        url.Parameters.ShouldBe([new("user", "me@corp")]);
    }

    [Theory]
    [InlineData("postgresql://user:secret")]
    [InlineData("postgresql://user:secret/word")]
    [InlineData("postgresql://user:secret?db/app")]
    [InlineData("postgresql://host=db password=secret")]
    [InlineData("postgresql://my secret/app")]
    [InlineData("postgresql://u:p?secret=x@db/app")]
    [InlineData("postgresql://u:p@db/app?options=secret@db")]
    [InlineData("postgresql://u:p@db:secret/app")]
    [InlineData("postgresql://u:p@db\n:1/app")]
    public void A_url_whose_host_may_be_a_part_of_a_password_is_refused_without_showing_it(string text)
    {
        ConnectionUrl.TryParse(text, out var url).ShouldBeTrue();

        url.Problem.ShouldNotBeNull().ShouldContain("%40");
        url.Problem.ShouldNotContain("secret");
        url.ToString().ShouldBe("postgresql:///");
        url.Parameters.ShouldBeEmpty();
    }

    [Fact]
    public void No_part_of_a_password_is_ever_shown()
    {
        const string Alphabet = "kQ7/?;@:=&%#, '\"\\é[]";
        var random = new Random(12);
        var understood = 0;
        for (var i = 0; i < 5000; i++)
        {
            var password = $"zq{string.Concat(random.GetItems(Alphabet.ToCharArray(), random.Next(1, 12)))}zq";
            ConnectionUrl.TryParse($"postgresql://user:{password}@db:5432/app?sslmode=require", out var url).ShouldBeTrue();

            (url + url.Problem).ShouldNotContain("zq", Case.Insensitive, password);
            understood += url.Problem is null ? 1 : 0;
            if (url.Problem is null)
            {
                url.Password.ShouldBe(Uri.UnescapeDataString(password));
                url.ToString().ShouldBe("postgresql://db:5432/app");
            }
        }

        understood.ShouldBeGreaterThan(4000);
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
