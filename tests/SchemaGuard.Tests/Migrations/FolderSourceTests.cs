using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using SchemaGuard.Migrations.Sources;
using Shouldly;
using Xunit;

namespace SchemaGuard.Tests.Migrations;

public sealed class FolderSourceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Scripts_are_read_and_other_files_are_not()
    {
        _folder
            .With("001_a.sql", "select 'a';")
            .With("002_b.up.sql")
            .With("R__view.sql")
            .With("readme.md")
            .With("002_b.down.sql")
            .With("U1__a.sql");

        var collected = Collect();

        collected.Problems.ShouldBeEmpty();
        collected.Migrations.Select(migration => migration.Name).ShouldBe(["001_a", "002_b", "R__view"], ignoreOrder: true);
        var first = collected.Migrations.Single(migration => migration.Name == "001_a");
        first.Kind.ShouldBe(MigrationKind.Sql);
        first.Module.ShouldBe("default");
        first.ReadText().ShouldBe("select 'a';");
        collected.Migrations.Single(migration => migration.Name == "R__view").Kind.ShouldBe(MigrationKind.Repeatable);
    }

    [Fact]
    public void A_folder_that_code_and_configuration_add_is_taken_once()
    {
        _folder.With("m/001_a.sql").With("m/R__v.sql");
        var collector = new MigrationCollector("default", [_folder.At("")]);

        new FolderSource("m", new FolderOptions()).Collect(collector);
        new FolderSource(_folder.At("m/"), new FolderOptions()).Collect(collector);

        collector.Problems.ShouldBeEmpty();
        collector.Migrations.Count.ShouldBe(2);

        new FolderSource("m", new FolderOptions { Recursive = true }).Collect(collector);

        collector.Problems.ShouldHaveSingleItem().ShouldContain("is added twice, with different options");
    }

    [Fact]
    public void Only_regular_files_are_read_and_nothing_waits_for_a_pipe()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        _folder.With("001_a.sql");
        MakePipe("002_pipe.sql");
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "003_link.sql"), Path.Combine(_folder.Path, "002_pipe.sql"));
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(Path.Combine(_folder.Path, "004_socket.sql")));

        var collected = Collect();

        collected.Problems.Count.ShouldBe(3);
        collected.Problems.ShouldAllBe(problem => problem.Contains("pipe, a socket or a device"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_folder_called_like_a_script_is_refused(bool recursive)
    {
        _folder.With("001_a.sql").With("2_b.sql/readme.md");

        var collected = Collect(options => options.Recursive = recursive);

        collected.Problems.Single().ShouldContain("2_b.sql' has the name of a script but is a folder");
    }

    private void MakePipe(string name)
    {
        using var process = Process.Start("mkfifo", Path.Combine(_folder.Path, name));
        process.WaitForExit();
    }

    [Fact]
    public void A_relative_folder_is_looked_up_in_each_base_path_and_shown_as_written()
    {
        _folder.With("app/other.txt").With("bin/migrations/001_a.sql");

        var collected = TestMigrations.Collect(new FolderSource("migrations/", new FolderOptions()), _folder.At("app"), _folder.At("bin"));

        collected.Migrations.ShouldHaveSingleItem().Origin.ShouldBe("migrations/001_a.sql");
    }

    [Fact]
    public void The_first_base_path_that_has_the_folder_wins()
    {
        _folder.With("app/migrations/001_a.sql").With("bin/migrations/002_b.sql");

        var collected = TestMigrations.Collect(new FolderSource("migrations", new FolderOptions()), _folder.At("app"), _folder.At("bin"));

        collected.Migrations.Select(migration => migration.Name).ShouldBe(["001_a"]);
    }

    [Fact]
    public void A_missing_folder_is_named_with_every_place_that_was_tried()
    {
        var collected = TestMigrations.Collect(new FolderSource("migrations", new FolderOptions()), "/somewhere", "/elsewhere");

        collected
            .Problems.ShouldHaveSingleItem()
            .ShouldBe(
                "Migrations folder 'migrations' does not exist. Looked for '/somewhere/migrations' and '/elsewhere/migrations'. "
                    + "Correct the path, or copy the folder to the output: <Content Include=\"migrations/**\" CopyToOutputDirectory=\"PreserveNewest\" />."
            );
    }

    [Fact]
    public void Every_script_that_cannot_be_used_is_named()
    {
        _folder.With("create.sql").With("001_a.sql").With("views.sql");
        File.WriteAllBytes(_folder.At("002_b.sql"), Encoding.Latin1.GetBytes("-- ü"));

        var problems = Collect().Problems;

        problems.Count.ShouldBe(3);
        problems.ShouldContain(problem =>
            problem
            == $"Script '{_folder.Path}/002_b.sql' is not UTF-8 at byte 3. Scripts are UTF-8, or UTF-16 with a byte-order mark: save it as UTF-8."
        );
        problems.Where(problem => problem.Contains("has no version in its name", StringComparison.Ordinal)).Count().ShouldBe(2);
    }

    [Fact]
    public void A_sub_folder_with_scripts_is_refused()
    {
        _folder.With("001_a.sql").With("old/deeper/002_b.sql").With("docs/readme.md");

        var collected = Collect();

        collected
            .Problems.ShouldHaveSingleItem()
            .ShouldBe(
                $"Folder '{_folder.Path}/old' contains scripts, but sub-folders are not read. "
                    + "Set FolderOptions.Recursive, leave it out with FolderOptions.Exclude, or move the scripts."
            );
        collected.Migrations.Count.ShouldBe(1);
    }

    [Fact]
    public void A_script_in_a_sub_folder_is_noticed_whatever_the_case_of_its_ending()
    {
        _folder.With("001_a.sql").With("sub/002_b.SQL");

        Collect().Problems.ShouldHaveSingleItem().ShouldContain("sub-folders are not read");
    }

    [Fact]
    public void What_is_never_read_is_not_refused_either()
    {
        _folder.With("001_a.sql").With("sub/.git/002_b.sql").With("sub/notes.txt");

        Collect().Problems.ShouldBeEmpty();
    }

    [Fact]
    public void A_link_to_a_folder_above_does_not_go_round_in_circles()
    {
        _folder.With("001_a.sql").With("v2/002_b.sql");
        Directory.CreateSymbolicLink(_folder.At("v2/loop"), _folder.Path);
        Directory.CreateSymbolicLink(_folder.At("v2/again"), _folder.At("v2"));

        var collected = Collect(options => options.Recursive = true);

        collected.Migrations.Select(migration => migration.Name).ShouldBe(["001_a", "002_b"], ignoreOrder: true);
    }

    [Fact]
    public void Recursive_reads_every_sub_folder_but_hidden_ones()
    {
        _folder.With("001_a.sql").With("one/002_b.sql").With("one/two/003_c.sql").With(".git/004_d.sql").With("one/.hidden/005_e.sql");

        var collected = Collect(options => options.Recursive = true);

        collected.Problems.ShouldBeEmpty();
        collected
            .Migrations.Select(migration => migration.Origin)
            .ShouldBe(
                [$"{_folder.Path}/001_a.sql", $"{_folder.Path}/one/002_b.sql", $"{_folder.Path}/one/two/003_c.sql"],
                ignoreOrder: true
            );
    }

    [Fact]
    public void Excluded_files_and_folders_are_left_out()
    {
        _folder.With("001_a.sql").With("seed_a.sql").With("SEED_b.sql").With("old/002_b.sql").With("003_x.sql");

        var collected = Collect(options =>
        {
            options.Exclude.Add("seed*.sql");
            options.Exclude.Add("OLD");
            options.Exclude.Add("003_?.sql");
        });

        collected.Problems.ShouldBeEmpty();
        collected.Migrations.Select(migration => migration.Name).ShouldBe(["001_a"]);
    }

    [Fact]
    public void A_sub_folder_of_which_every_script_is_excluded_is_not_refused()
    {
        _folder.With("001_a.sql").With("data/seed_a.sql");

        Collect(options => options.Exclude.Add("seed*.sql")).Problems.ShouldBeEmpty();
    }

    [Fact]
    public void A_folder_with_a_version_and_a_migration_script_is_one_migration()
    {
        _folder.With("20251111143000_add/migration.sql", "select 2;").With("20251111143000_add/notes.txt");

        var migration = Collect().Migrations.ShouldHaveSingleItem();

        migration.Name.ShouldBe("20251111143000_add");
        migration.Version!.ToString().ShouldBe("20251111143000000");
        migration.Origin.ShouldBe($"{_folder.Path}/20251111143000_add/migration.sql");
        migration.ReadText().ShouldBe("select 2;");
    }

    [Fact]
    public void Hidden_files_and_folders_are_no_migrations()
    {
        _folder.With(".001_a.sql").With(".old/001_b.sql").With("002_c.sql");

        var collected = Collect();

        collected.Problems.ShouldBeEmpty();
        collected.Migrations.Select(migration => migration.Name).ShouldBe(["002_c"]);
    }

    [Fact]
    public void Links_within_the_folder_are_followed_as_in_a_config_map_volume()
    {
        _folder.With("..2025_11_11/001_a.sql", "select 'a';");
        Directory.CreateSymbolicLink(_folder.At("..data"), "..2025_11_11");
        File.CreateSymbolicLink(_folder.At("001_a.sql"), "..data/001_a.sql");

        var collected = Collect();

        collected.Problems.ShouldBeEmpty();
        collected.Migrations.ShouldHaveSingleItem().ReadText().ShouldBe("select 'a';");
    }

    [Fact]
    public void A_folder_that_only_a_link_leads_to_is_read_once_or_refused()
    {
        // A ConfigMap volume with an item below a sub-folder.
        _folder.With("..data_1/001_a.sql").With("..data_1/v2/002_b.sql");
        Directory.CreateSymbolicLink(_folder.At("..data"), "..data_1");
        File.CreateSymbolicLink(_folder.At("001_a.sql"), "..data/001_a.sql");
        Directory.CreateSymbolicLink(_folder.At("v2"), "..data/v2");
        Directory.CreateSymbolicLink(_folder.At("v3"), "..data/v2");
        Directory.CreateSymbolicLink(_folder.At("..data_1/v2/loop"), "..");

        Collect().Problems.ShouldHaveSingleItem().ShouldContain("sub-folders are not read");
        var collected = Collect(options => options.Recursive = true);

        collected.Problems.ShouldBeEmpty();
        collected
            .Migrations.Select(migration => migration.Name)
            .Distinct(StringComparer.Ordinal)
            .ShouldBe(["001_a", "002_b"], ignoreOrder: true);
    }

    [Fact]
    public void The_folder_itself_may_be_a_link()
    {
        _folder.With("real/001_a.sql");
        Directory.CreateSymbolicLink(_folder.At("migrations"), "real");
        File.CreateSymbolicLink(_folder.At("real/002_b.sql"), "001_a.sql");

        var collected = TestMigrations.Collect(new FolderSource(_folder.At("migrations"), new FolderOptions()));

        collected.Problems.ShouldBeEmpty();
        collected.Migrations.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("migrations/001_a.sql", "../secret/passwd.sql")]
    [InlineData("migrations/001_a.sql", "link/../../secret/passwd.sql")]
    public void A_link_out_of_the_folder_is_refused(string link, string target)
    {
        _folder.With("secret/passwd.sql").With("migrations/inside/readme.md");
        Directory.CreateSymbolicLink(_folder.At("migrations/link"), "inside");
        File.CreateSymbolicLink(_folder.At(link), target);

        var collected = TestMigrations.Collect(new FolderSource(_folder.At("migrations"), new FolderOptions()));

        collected.Migrations.ShouldBeEmpty();
        collected.Problems.ShouldHaveSingleItem().ShouldContain("outside its migrations folder");
    }

    [Fact]
    public void A_sub_folder_that_is_a_link_out_of_the_folder_is_refused()
    {
        _folder.With("secret/001_a.sql").With("migrations/002_b.sql");
        Directory.CreateSymbolicLink(_folder.At("migrations/more"), _folder.At("secret"));

        var collected = TestMigrations.Collect(new FolderSource(_folder.At("migrations"), new FolderOptions { Recursive = true }));

        collected.Migrations.Select(migration => migration.Name).ShouldBe(["002_b"]);
        collected
            .Problems.ShouldHaveSingleItem()
            .ShouldBe(
                $"Script '{_folder.At("migrations")}/more' is a link to '{_folder.At("secret")}', outside its migrations folder. "
                    + "Put the file itself into the folder, or add the other folder with AddMigrations."
            );
    }

    [Fact]
    public void The_script_of_a_migration_folder_may_not_be_a_link_out_of_the_folder()
    {
        _folder.With("secret.sql").With("migrations/001_a/readme.md");
        File.CreateSymbolicLink(_folder.At("migrations/001_a/migration.sql"), _folder.At("secret.sql"));

        var collected = TestMigrations.Collect(new FolderSource(_folder.At("migrations"), new FolderOptions()));

        collected.Migrations.ShouldBeEmpty();
        collected.Problems.ShouldHaveSingleItem().ShouldContain("outside its migrations folder");
    }

    [Fact]
    public void A_neighbour_whose_name_begins_like_the_folder_is_outside()
    {
        _folder.With("migrations-old/001_a.sql").With("migrations/readme.md");
        File.CreateSymbolicLink(_folder.At("migrations/001_a.sql"), "../migrations-old/001_a.sql");

        TestMigrations.Collect(new FolderSource(_folder.At("migrations"), new FolderOptions())).Problems.ShouldHaveSingleItem();
    }

    [Fact]
    public void A_script_that_cannot_be_read_is_named()
    {
        _folder.With("002_b.sql");
        File.CreateSymbolicLink(_folder.At("001_a.sql"), "nowhere.sql");

        var collected = Collect();

        collected.Migrations.Count.ShouldBe(1);
        collected.Problems.ShouldHaveSingleItem().ShouldStartWith($"Script '{_folder.Path}/001_a.sql' cannot be read: ");
    }

    [Fact]
    public void A_script_that_changes_after_it_was_hashed_is_not_read()
    {
        _folder.With("001_a.sql", "select 1;");
        var migration = Collect().Migrations.ShouldHaveSingleItem();
        _folder.With("001_a.sql", "drop table users;");

        Should.Throw<IOException>(migration.ReadText).Message.ShouldContain("changed while the app was starting");
    }

    [Fact]
    public void A_large_script_is_hashed_whole()
    {
        var large = string.Concat(Enumerable.Repeat("insert into t values (1);\n", 5000));
        _folder.With("001_a.sql", large).With("002_b.sql", large + " ");

        var migrations = Collect().Migrations.ToDictionary(migration => migration.Name, StringComparer.Ordinal);

        migrations["001_a"].ReadText().ShouldBe(large);
        migrations["001_a"].Checksum.ShouldNotBe(migrations["002_b"].Checksum);
    }

    private MigrationCollector Collect(Action<FolderOptions>? configure = null)
    {
        var options = new FolderOptions();
        configure?.Invoke(options);
        return TestMigrations.Collect(new FolderSource(_folder.Path, options));
    }
}
