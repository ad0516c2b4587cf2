using SchemaGuard.Specification.Drift;
using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.MySql.Tests.Drift;

/// <summary>
/// Is the matrix of what is done to a healthy database and of the products: no error, and no warning. A schema with everything that is compared
/// goes through it; what is done to the character set of a database, and the way from one product to the other, stand in
/// <see cref="FalseAlarmTests"/> and <see cref="OtherProductTests"/>.
/// </summary>
public sealed class NoAlarmMatrixTests(MySqlServers servers)
{
    /// <summary>Names its own database wherever a text can, and another one.</summary>
    private const string OfDatabase = """
        create table {0}.users (id int auto_increment primary key, name varchar(20));
        create table {0}.orders (id int primary key, owner int, foreign key (owner) references {0}.users (id));
        create view {0}.names as select u.id, u.name from {0}.users u join {1}.kinds k on k.id = u.id;
        create function {0}.total() returns int reads sql data return (select count(*) from {0}.orders);
        create procedure {0}.clean() begin delete from `{0}`.orders; insert into {1}.kinds select id from {0}.users; end;
        create trigger {0}.users_name before insert on {0}.users for each row set new.name = concat(new.name, {0}.total());
        create event {0}.nightly on schedule every 1 day disable do call {0}.clean();
        """;

    private const string First = """
        create table users (id int auto_increment primary key, name varchar(40) not null default 'x', kind enum('a', 'b', 'c'), n int,
            constraint users_n check (n > 0), unique key users_name (name), key users_kind (kind, n));
        create table posts (id int auto_increment primary key, author int not null, title varchar(100) character set utf8mb4 collate utf8mb4_bin,
            constraint posts_author foreign key (author) references users (id) on delete cascade);
        create table log (day int not null, line text, primary key (day))
            partition by range (day) (partition p0 values less than (10), partition p1 values less than (20));
        create view names as select id, name from users;
        create trigger a before insert on users for each row set new.n = 1;
        create trigger b before insert on users for each row set new.n = 2;
        """;

    private const string Second = """
        create table log (line text, day int not null) partition by range (day) (partition p0 values less than (10));
        alter table log add primary key (day);
        alter table log add partition (partition p1 values less than (20));
        create table posts (title varchar(100), id int, author bigint);
        create table users (kind enum('a', 'b'), id int primary key, gone int, name varchar(20));
        create view names as select name, id from users;
        create or replace view names as select id, name from users;
        alter table users add n int, add key users_kind (kind, n), drop gone, modify kind enum('a', 'b', 'c');
        alter table users add constraint users_n check (n > 0), modify name varchar(40) not null default 'x',
            add unique key users_name (name), modify id int auto_increment;
        alter table posts modify title varchar(100) character set utf8mb4 collate utf8mb4_bin, modify author int not null,
            add primary key (id), modify id int auto_increment;
        alter table posts add constraint posts_author foreign key (author) references users (id) on delete cascade;
        create trigger b before insert on users for each row set new.n = 2;
        create trigger a before insert on users for each row precedes b set new.n = 1;
        """;

    private static readonly Dictionary<
        string,
        (Func<string, string> Script, Func<MySqlTestDatabase, MySqlTestDatabase, string, Task> Make)
    > Cases = new(StringComparer.Ordinal)
    {
        ["a dump that the client played"] = (Rich, (source, target, _) => RestoreAsync(source, target)),
        ["a dump of one transaction without locks and comments"] = (
            Rich,
            (source, target, _) => RestoreAsync(source, target, "--single-transaction", "--skip-comments", "--skip-opt", "--create-options")
        ),
        ["the same script"] = (Rich, (_, target, product) => MakeAsync(target, Rich(product))),
        ["the same objects, made in another order"] = (_ => First, (_, target, _) => MakeAsync(target, Second)),
        ["partitions that came and went"] = (
            _ => First,
            (_, target, _) =>
                MakeAsync(
                    target,
                    First + "alter table log drop partition p0; alter table log add partition (partition p2 values less than (30));"
                )
        ),
    };

    /// <summary>Gets what is done, and on which product.</summary>
    public static TheoryData<string, string> Rows
    {
        get
        {
            var rows = new TheoryData<string, string>();
            foreach (var name in Cases.Keys)
            {
                rows.Add(name, MySqlServers.MariaDb);
                rows.Add(name, MySqlServers.MySql);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task A_healthy_database_gives_no_alarm(string done, string product)
    {
        var (script, make) = Cases[done];
        await using var source = await servers.CreateDatabaseAsync(product);
        await using var target = await servers.CreateDatabaseAsync(product);
        await MakeAsync(source, script(product));
        using var folder = new MigrationFolder();
        var manifest = await WriteAsync(source, folder);

        await make(source, target, product);
        var found = await FindAsync(target, manifest);

        found.ShouldAllBe(finding => finding.Severity == FindingSeverity.Information, ManifestOf.Show(found));
    }

    [Theory]
    [InlineData(MySqlServers.MariaDb)]
    [InlineData(MySqlServers.MySql)]
    public async Task Another_account_reads_the_same(string product)
    {
        await using var database = await servers.CreateDatabaseAsync(product);
        await MakeAsync(database, Rich(product));
        using var folder = new MigrationFolder();
        var manifest = await WriteAsync(database, folder);

        foreach (var rights in new[] { "all privileges", "select, show view, trigger, event, execute", "select" })
        {
            await using var user = await MySqlUser.CreateAsync(database, "right", rights);
            var found = await FindAsync(user.Database, manifest);
            found.ShouldAllBe(finding => finding.Severity == FindingSeverity.Information, rights + "\n" + ManifestOf.Show(found));
        }
    }

    [Theory]
    [InlineData(MySqlServers.MariaDb)]
    [InlineData(MySqlServers.MySql)]
    public async Task A_manifest_of_one_database_holds_for_another_whose_texts_name_it(string product)
    {
        await using var source = await servers.CreateDatabaseAsync(product);
        await using var target = await servers.CreateDatabaseAsync(product);
        await using var shared = await servers.CreateDatabaseAsync(product);
        await shared.ExecuteAsync("create table kinds (id int primary key)");
        foreach (var database in new[] { source, target })
        {
            await database.ExecuteAsync(
                OfDatabase.Replace("{0}", database.Name, StringComparison.Ordinal).Replace("{1}", shared.Name, StringComparison.Ordinal)
            );
        }

        using var folder = new MigrationFolder();
        var manifest = await WriteAsync(source, folder);

        (await FindAsync(target, manifest)).ShouldBeEmpty();
        await target.ExecuteAsync(
            $"drop procedure clean; create procedure clean() begin delete from `{shared.Name}`.orders; "
                + $"insert into {shared.Name}.kinds select id from {target.Name}.users; end"
        );
        (await FindAsync(target, manifest)).ShouldHaveSingleItem().Target.ShouldBe("clean");
    }

    [Theory]
    [InlineData(MySqlServers.MariaDb)]
    [InlineData(MySqlServers.MySql)]
    public async Task Tables_of_another_guard_are_neither_required_nor_unexpected(string product)
    {
        await using var database = await servers.CreateDatabaseAsync(product);
        using var folder = new MigrationFolder().Add("1.sql", "create table orders (id int primary key)");
        using var nothing = new MigrationFolder().Add("1.sql", "select 1");
        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));
        await GuardUnderTest.MigrateAsync(
            database,
            guard => guard.AddMigrations(nothing.Path),
            options => options.HistoryTable = "changes"
        );
        using var place = new MigrationFolder();
        var manifest = await WriteAsync(database, place);

        (await File.ReadAllTextAsync(manifest, TestContext.Current.CancellationToken)).ShouldNotContain("changes");
        (await FindAsync(database, manifest)).ShouldBeEmpty();
    }

    private static string Rich(string product) =>
        product == MySqlServers.MariaDb ? MySqlDriftCases.MariaDbSchema : MySqlDriftCases.MySqlSchema;

    /// <summary>
    /// Runs a script statement by statement, as clients do; several at once leave a semicolon at the end of a body that the dump then stumbles
    /// over.
    /// </summary>
    private static async Task MakeAsync(TestDatabase database, string script)
    {
        using var folder = new MigrationFolder().Add("1.sql", script);
        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));
    }

    [Theory]
    [InlineData(MySqlServers.MariaDb)]
    [InlineData(MySqlServers.MySql)]
    public async Task A_semicolon_that_a_client_left_at_the_end_of_a_body_is_no_difference(string product)
    {
        await using var source = await servers.CreateDatabaseAsync(product);
        await using var target = await servers.CreateDatabaseAsync(product);
        const string Script = "create table t (id int); create trigger a before insert on t for each row set new.id = 1";
        await source.ExecuteAsync(Script);
        using var folder = new MigrationFolder();
        var manifest = await WriteAsync(source, folder);

        await target.ExecuteAsync(Script + "; select 1");

        (await FindAsync(target, manifest)).ShouldBeEmpty();
    }

    private static async Task<string> WriteAsync(TestDatabase database, MigrationFolder folder)
    {
        await using var subject = new GuardUnderTest(database, _ => { });
        var path = Path.Combine(folder.Path, "schema.manifest.json");
        await using var file = File.Create(path);
        (await subject.Guard.ReadManifestAsync(TestContext.Current.CancellationToken)).Save(file);
        return path;
    }

    private static async Task<IReadOnlyList<Finding>> FindAsync(TestDatabase database, string manifest) =>
        (await GuardUnderTest.CheckAsync(database, guard => guard.RequireManifest(manifest))).Findings;

    private static async Task RestoreAsync(MySqlTestDatabase source, MySqlTestDatabase target, params string[] more)
    {
        var installation = source.Server.Installation;
        string[] options = ["--routines", "--triggers", "--events", .. installation.IsMariaDb ? [] : new[] { "--set-gtid-purged=OFF" }];
        var (exit, dump, error) = await source.Server.RunAsync(installation.Dump, [.. options, .. more, source.Name]);
        exit.ShouldBe(0, error);
        (exit, _, error) = await target.Server.RunAsync(installation.Client, [target.Name], dump);
        exit.ShouldBe(0, error);
    }
}
