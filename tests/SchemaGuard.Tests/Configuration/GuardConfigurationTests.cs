using SchemaGuard.Configuration;
using SchemaGuard.Inspection;
using SchemaGuard.Migrations.Sources;
using Shouldly;
using Xunit;

namespace SchemaGuard.Tests.Configuration;

public sealed class GuardConfigurationTests : ConfigurationTests
{
    [Fact]
    public void Every_option_can_be_configured()
    {
        Read(
            ("Startup", "verify"),
            ("OutOfOrder", "Allow"),
            ("OnExisting", "verify"),
            ("ConnectionString", "Data Source=x"),
            ("ConnectTimeout", "1s"),
            ("LockTimeout", "2m"),
            ("WaitTimeout", "00:00:03"),
            ("StatementTimeout", "4h"),
            ("InvariantTimeout", "500ms"),
            ("HistoryTable", "h"),
            ("HistorySchema", "s"),
            ("ApplicationName", "a"),
            ("TerminationLogPath", "/t")
        );

        Problems.ShouldBeEmpty();
        Options.Startup.ShouldBe(StartupMode.Verify);
        Options.OutOfOrder.ShouldBe(OutOfOrderPolicy.Allow);
        Options.OnExisting.ShouldBe(ExistingObjectPolicy.Verify);
        Options.ConnectionString.ShouldBe("Data Source=x");
        Options.ConnectTimeout.ShouldBe(TimeSpan.FromSeconds(1));
        Options.LockTimeout.ShouldBe(TimeSpan.FromMinutes(2));
        Options.WaitTimeout.ShouldBe(TimeSpan.FromSeconds(3));
        Options.StatementTimeout.ShouldBe(TimeSpan.FromHours(4));
        Options.InvariantTimeout.ShouldBe(TimeSpan.FromMilliseconds(500));
        Options.HistoryTable.ShouldBe("h");
        Options.HistorySchema.ShouldBe("s");
        Options.ApplicationName.ShouldBe("a");
        Options.TerminationLogPath.ShouldBe("/t");
    }

    [Fact]
    public void No_option_is_without_a_key()
    {
        foreach (var property in typeof(SchemaGuardOptions).GetProperties())
        {
            Read((property.Name.ToUpperInvariant(), "?"));
        }

        Problems.Where(problem => problem.Contains("is not known. Did you mean", StringComparison.Ordinal)).ShouldBeEmpty();
        Problems.ShouldNotContain(problem => problem.Contains("Write one of Startup", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_not_configured_keeps_its_value()
    {
        Options.LockTimeout = TimeSpan.FromSeconds(7);

        Read(("ConnectTimeout", "1s"));

        Options.LockTimeout.ShouldBe(TimeSpan.FromSeconds(7));
        Options.Startup.ShouldBe(StartupMode.Migrate);
    }

    [Fact]
    public void Modules_are_added_to()
    {
        Definition.DefaultModule.RequiredTables.Add("users");

        Read(
            ("Migrations", "migrations"),
            ("RequireTables:0", "jobs"),
            ("RequireTables:1", "events"),
            ("ForbidTables", "old"),
            ("Modules:saga:Migrations:0", "saga-migrations"),
            ("Modules:saga:RequireTables:0", "sagas"),
            ("Invariants:0:Name", "no orphans"),
            ("Invariants:0:Sql", "select count(*) from x"),
            ("Invariants:0:Expected", "-1")
        );

        Problems.ShouldBeEmpty();
        Definition.Modules.Select(module => module.Name).ShouldBe(["default", "saga"]);
        var (own, saga) = (Definition.Modules[0], Definition.Modules[1]);
        own.RequiredTables.ShouldBe(["users", "jobs", "events"]);
        own.ForbiddenTables.ShouldBe(["old"]);
        own.Sources.ShouldHaveSingleItem().ShouldBeOfType<FolderSource>();
        var invariant = own.Invariants.ShouldHaveSingleItem();
        (invariant.Name, invariant.Sql, invariant.Expected.ToString()).ShouldBe(("no orphans", "select count(*) from x", "-1"));
        saga.RequiredTables.ShouldBe(["sagas"]);
        saga.Sources.ShouldHaveSingleItem();
    }

    [Fact]
    public void Two_spellings_of_a_module_are_one_module()
    {
        Definition.GetOrAddModule("Billing").RequiredTables.Add("invoices");

        Read(("Modules:billing:RequireTables", "payments"), ("Modules:DEFAULT:RequireTables", "users"));

        Problems.ShouldBeEmpty();
        Definition.Modules.Select(module => module.Name).ShouldBe(["default", "Billing"]);
        Definition.DefaultModule.RequiredTables.ShouldBe(["users"]);
        Definition.Modules[1].RequiredTables.ShouldBe(["invoices", "payments"]);
    }

    [Theory]
    [InlineData("RequireTables")]
    [InlineData("RequireViews")]
    [InlineData("RequireExtensions")]
    [InlineData("ForbidTables")]
    [InlineData("Modules:saga:RequireTables")]
    [InlineData("Modules:saga:DependsOn")]
    public void A_list_in_one_text_is_refused_with_the_ways_to_write_one(string key)
    {
        Read((key, "a, b"));

        Problems.ShouldBe([
            $"Configuration key SchemaGuard:{key} expects a list, but has the single text 'a, b'. In a file, write an array: [\"a\", \"b\"]. "
                + $"Elsewhere, write one key for each name: SchemaGuard:{key}:0=a, SchemaGuard:{key}:1=b "
                + $"(environment variables SchemaGuard__{key.Replace(":", "__", StringComparison.Ordinal)}__0 and so on). "
                + "A name that contains a comma is written in an array, too.",
        ]);
    }

    [Fact]
    public void A_name_with_a_comma_stands_in_an_array()
    {
        Read(("RequireTables:0", "a,b"));

        Problems.ShouldBeEmpty();
        Definition.DefaultModule.RequiredTables.ShouldBe(["a,b"]);
    }

    [Theory]
    [InlineData("Startp", "x", "Configuration key SchemaGuard:Startp is not known. Did you mean Startup?")]
    [InlineData("RequireTable", "x", "Configuration key SchemaGuard:RequireTable is not known. Did you mean RequireTables?")]
    [InlineData(
        "Modules:saga:Migration",
        "x",
        "Configuration key SchemaGuard:Modules:saga:Migration is not known. Did you mean Migrations?"
    )]
    [InlineData(
        "Modules:saga:Colour",
        "x",
        "Configuration key SchemaGuard:Modules:saga:Colour is not known. Write one of Migrations, DependsOn, Manifest, "
            + "RequireTables, RequireViews, RequireExtensions, RequirePrivileges, "
            + "ForbidTables, Invariants, IndexProbes, WriteProbes, AdjustFindings."
    )]
    [InlineData(
        "Startup",
        "Migrat",
        "Configuration key SchemaGuard:Startup: 'Migrat' is not a valid value. Write one of Migrate, Verify, Wait, Off, Background."
    )]
    [InlineData(
        "Startup",
        "1",
        "Configuration key SchemaGuard:Startup: '1' is not a valid value. Write one of Migrate, Verify, Wait, Off, Background."
    )]
    [InlineData(
        "Startup",
        "",
        "Configuration key SchemaGuard:Startup: '' is not a valid value. Write one of Migrate, Verify, Wait, Off, Background."
    )]
    [InlineData("OutOfOrder", "true", "Configuration key SchemaGuard:OutOfOrder: 'true' is not a valid value. Write one of Refuse, Allow.")]
    [InlineData(
        "LockTimeout",
        "30",
        "Configuration key SchemaGuard:LockTimeout: '30' is not a time. Write '30s', '5m', '2h' or '00:00:30'."
    )]
    [InlineData("HistoryTable", "", "Configuration key SchemaGuard:HistoryTable has no value. Write one, or remove the key.")]
    [InlineData("Invariants:0:Nam", "x", "Configuration key SchemaGuard:Invariants:0:Nam is not known. Did you mean Name?")]
    [InlineData(
        "Invariants:0:Expected",
        "0",
        "Configuration key SchemaGuard:Invariants:0:Name has no value. Write one, or remove the key."
    )]
    [InlineData("Invariants:0:Name", "x", "Configuration key SchemaGuard:Invariants:0:Sql has no value. Write one, or remove the key.")]
    public void What_cannot_be_used_is_named_with_what_to_write(string key, string value, string problem)
    {
        Read((key, value));

        Problems.ShouldBe([problem]);
    }

    [Fact]
    public void A_key_that_nothing_resembles_lists_what_there_is()
    {
        Read(("Colour", "x"));

        Problems
            .ShouldHaveSingleItem()
            .ShouldStartWith(
                "Configuration key SchemaGuard:Colour is not known. Write one of Startup, OutOfOrder, OnExisting, ConnectionString,"
            );
        Problems[0].ShouldEndWith("Invariants, IndexProbes, WriteProbes, AdjustFindings, Modules.");
    }

    [Fact]
    public void All_problems_are_found_at_once()
    {
        Read(
            ("Startp", "x"),
            ("LockTimeout", "x"),
            ("OutOfOrder", "x"),
            ("Invariants:0:Name", "x"),
            ("Modules:m:x", "y"),
            ("HistoryTable", "kept")
        );

        Problems.Count.ShouldBe(5);
        Options.HistoryTable.ShouldBe("kept");
    }

    [Fact]
    public void A_named_guard_has_a_section_of_its_own()
    {
        var configuration = Configuration(("SchemaGuard:Startup", "Off"), ("SchemaGuard:Guards:billing:Startup", "Wait"));
        var billing = new SchemaGuardOptions();

        Read(configuration);
        PostConfigure(configuration, "billing", billing);

        Problems.ShouldBeEmpty();
        Options.Startup.ShouldBe(StartupMode.Off);
        billing.Startup.ShouldBe(StartupMode.Wait);
    }

    [Theory]
    [InlineData(
        "Modules:billing",
        "dir",
        "Configuration key SchemaGuard:Modules:billing expects keys, but has a value. Write SchemaGuard:Modules:billing:Migrations."
    )]
    [InlineData(
        "Modules",
        "billing",
        "Configuration key SchemaGuard:Modules expects keys, but has a value. Write SchemaGuard:Modules:name."
    )]
    [InlineData(
        "Guards:default",
        "Verify",
        "Configuration key SchemaGuard:Guards:default expects keys, but has a value. Write SchemaGuard:Guards:default:Startup."
    )]
    [InlineData(
        "Startup:Mode",
        "Verify",
        "Configuration key SchemaGuard:Startup expects a single value, but has keys such as SchemaGuard:Startup:Mode. Write the value itself."
    )]
    [InlineData(
        "Migrations:0:Path:0",
        "dir",
        "Configuration key SchemaGuard:Migrations:0:Path is not known. Write one of Folder, Recursive, Exclude."
    )]
    [InlineData(
        "Modules:2024:Migrations",
        "dir",
        "Configuration key SchemaGuard:Modules:2024 is an array entry, or a module whose name is a number. Either needs a name. "
            + "Write SchemaGuard:Modules:2024:Name, such as SchemaGuard:Modules:2024:Name=2024."
    )]
    [InlineData("Modules:a:DependsOn", "b", "Module 'a' depends on module 'b', which does not exist. Write one of default, a.")]
    [InlineData(
        "RequirePrivileges",
        "Select, Drop",
        "Configuration key SchemaGuard:RequirePrivileges: 'Drop' is not a valid value. Write one of None, Select, Insert, Update, Delete, All."
    )]
    [InlineData(
        "Invariants:0:Expected",
        "none",
        "Configuration key SchemaGuard:Invariants:0:Expected: 'none' is not a valid expectation. "
            + "Write a whole number such as 0, or '>= 1', '< 10', '1..10'. For rows or text, write ExpectedRows or ExpectedText."
    )]
    public void What_would_be_ignored_is_refused(string key, string value, string problem)
    {
        Read((key, value));

        Problems.ShouldContain(found => found == problem);
    }

    [Fact]
    public void The_default_guard_is_configured_at_the_root_or_by_its_name_but_not_twice()
    {
        Read(("Guards:default:Startup", "Verify"), ("Guards:Default:RequireTables", "users"));
        Problems.ShouldBeEmpty();
        Options.Startup.ShouldBe(StartupMode.Verify);
        Definition.DefaultModule.RequiredTables.ShouldBe(["users"]);

        Read(("Guards:default:Startup", "Verify"), ("Startup", "Migrate"));
        Problems.ShouldBe([
            "Configuration keys SchemaGuard:Startup and SchemaGuard:Guards:default:Startup both set the same thing for the default guard. "
                + "Write only one of them.",
        ]);
    }

    [Fact]
    public void A_value_beside_an_array_of_the_same_key_is_refused()
    {
        Read(("Migrations", "a"), ("Migrations:0", "b"));

        Problems.ShouldHaveSingleItem().ShouldContain("one of them would be ignored");
    }

    [Fact]
    public void Keys_of_the_root_are_refused_where_only_named_guards_are_registered()
    {
        var configuration = Configuration(("SchemaGuard:Startup", "Verify"), ("SchemaGuard:Guards:billing:Startup", "Verify"));

        GuardConfiguration
            .FindUnknownGuards(configuration, ["billing"])
            .ShouldBe([
                "Configuration key SchemaGuard:Startup belongs to the default guard, but only named guards are registered. "
                    + "Write SchemaGuard:Guards:billing:Startup, or register the default guard with AddSchemaGuard().",
            ]);
    }

    [Fact]
    public void Optional_values_can_be_taken_away()
    {
        Options.StatementTimeout = TimeSpan.FromSeconds(7);
        Options.HistorySchema = "s";

        Read(("StatementTimeout", null), ("TerminationLogPath", null), ("HistorySchema", null));
        Problems.ShouldBeEmpty();
        Options.StatementTimeout.ShouldBeNull();
        Options.TerminationLogPath.ShouldBeNull();
        Options.HistorySchema.ShouldBeNull();

        Options.StatementTimeout = TimeSpan.FromSeconds(7);
        Read(("StatementTimeout", "none"));
        Options.StatementTimeout.ShouldBeNull();

        Read(("LockTimeout", null));
        Problems.ShouldHaveSingleItem().ShouldContain("LockTimeout");
    }

    [Fact]
    public void Whatever_code_can_say_configuration_can()
    {
        Read(
            ("Migrations:0:Folder", "migrations"),
            ("Migrations:0:Recursive", "true"),
            ("Migrations:0:Exclude:0", "seed*.sql"),
            ("RequireTables:0:Table", "jobs"),
            ("RequireTables:0:Columns:id", "uuid"),
            ("RequireTables:0:Columns:name:Type", "text"),
            ("RequireTables:0:Columns:name:Nullability", "NotNull"),
            ("RequireTables:0:PrimaryKey", "id"),
            ("RequireTables:0:UniqueKeys:0", "day, number"),
            ("RequireTables:0:Indexes:0", "created_at desc"),
            ("RequireTables:0:NamedIndexes:0", "jobs_status"),
            ("RequireTables:0:ForeignKeys:0:Columns", "user_id"),
            ("RequireTables:0:ForeignKeys:0:References", "users(id)"),
            ("RequireViews", "active_jobs"),
            ("RequireExtensions", "pgcrypto"),
            ("RequirePrivileges:0:Privileges", "Select, Insert"),
            ("RequirePrivileges:0:Tables:0", "jobs"),
            ("Invariants:0:Name", "there are jobs"),
            ("Invariants:0:Sql", "select count(*) from jobs"),
            ("Invariants:0:Expected", ">= 1"),
            ("Invariants:0:Severity", "Warning"),
            ("IndexProbes:0:Name", "by status"),
            ("IndexProbes:0:Query", "select 1 from jobs where status = 'x'"),
            ("IndexProbes:0:Index", "jobs_status"),
            ("WriteProbes:0:Name", "jobs can be written"),
            ("WriteProbes:0:Statements:0", "insert into jobs values (1)"),
            ("AdjustFindings:0:Code", "SG2001"),
            ("AdjustFindings:0:Severity", "Information"),
            ("AdjustFindings:0:Reason", "known"),
            ("AdjustFindings:0:Target", "old*")
        );

        Problems.ShouldBeEmpty();
        var module = Definition.DefaultModule;
        module.Sources.ShouldHaveSingleItem();
        module.RequiredObjects.Count.ShouldBe(10);
        module.RequiredObjects.ShouldContain(required => required.Kind == SchemaObjectKind.Column && required.Name == "name");
        module.Privileges.ShouldHaveSingleItem().Privileges.ShouldBe(TablePrivileges.Select | TablePrivileges.Insert);
        var invariant = module.Invariants.ShouldHaveSingleItem();
        invariant.Severity.ShouldBe(FindingSeverity.Warning);
        invariant.Expected.ToString().ShouldBe("at least 1");
        module.Probes.Select(probe => probe.Index).ShouldBe(["jobs_status", null]);
        module.Adjustments.ShouldHaveSingleItem().Target.ShouldBe("old*");
    }

    [Theory]
    [InlineData(">= 1", 1, 0)]
    [InlineData("> 1", 2, 1)]
    [InlineData("<= 10", 10, 11)]
    [InlineData("<10", 9, 10)]
    [InlineData("1..3", 3, 4)]
    [InlineData(" -1 ", -1, 0)]
    public void An_invariant_can_expect_a_range(string text, long met, long missed)
    {
        ExpectText.TryParse(text, out var expected).ShouldBeTrue();

        expected!.IsMet(1, met).ShouldBeTrue();
        expected.IsMet(1, (double)met).ShouldBeTrue();
        expected.IsMet(1, missed).ShouldBeFalse();
        expected.IsMet(1, "text").ShouldBeFalse();
    }

    [Theory]
    [InlineData("Migrations")]
    [InlineData("RequireTables:0")]
    public void An_empty_list_is_a_problem_and_not_ignored(string key)
    {
        Read((key, ""));

        Problems.ShouldHaveSingleItem().ShouldContain("has no value");
    }

    [Fact]
    public void A_configured_guard_that_nobody_registered_is_a_problem_with_a_suggestion()
    {
        var configuration = Configuration(("SchemaGuard:Guards:biling:Startup", "Verify"), ("SchemaGuard:Guards:audit:Startup", "Verify"));

        var problems = GuardConfiguration.FindUnknownGuards(configuration, ["default", "billing", "audit"]).ToList();

        problems.ShouldHaveSingleItem().ShouldBe("Configuration key SchemaGuard:Guards:biling is not known. Did you mean billing?");
    }

    [Fact]
    public void Guards_within_a_named_guard_are_not_known()
    {
        new GuardConfiguration(Problems).Read(
            Configuration(("SchemaGuard:Guards:billing:Guards:x:Startup", "Off")),
            new GuardDefinition("billing")
        );

        Problems.ShouldHaveSingleItem().ShouldContain("SchemaGuard:Guards:billing:Guards is not known");
    }
}
