using Microsoft.Extensions.Configuration;
using SchemaGuard.DependencyInjection;
using SchemaGuard.Migrations;
using Shouldly;
using Xunit;

namespace SchemaGuard.Tests.DependencyInjection;

public sealed class GuardConfigurationTests
{
    private readonly SchemaGuardOptions _options = new();
    private readonly List<string> _problems = [];
    private readonly GuardDefinition _definition = new(GuardDefinition.DefaultName);

    [Fact]
    public void Every_option_can_be_configured()
    {
        Read(
            ("Startup", "verify"),
            ("OutOfOrder", "Allow"),
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

        _problems.ShouldBeEmpty();
        _options.Startup.ShouldBe(StartupMode.Verify);
        _options.OutOfOrder.ShouldBe(OutOfOrderPolicy.Allow);
        _options.ConnectionString.ShouldBe("Data Source=x");
        _options.ConnectTimeout.ShouldBe(TimeSpan.FromSeconds(1));
        _options.LockTimeout.ShouldBe(TimeSpan.FromMinutes(2));
        _options.WaitTimeout.ShouldBe(TimeSpan.FromSeconds(3));
        _options.StatementTimeout.ShouldBe(TimeSpan.FromHours(4));
        _options.InvariantTimeout.ShouldBe(TimeSpan.FromMilliseconds(500));
        _options.HistoryTable.ShouldBe("h");
        _options.HistorySchema.ShouldBe("s");
        _options.ApplicationName.ShouldBe("a");
        _options.TerminationLogPath.ShouldBe("/t");
    }

    [Fact]
    public void No_option_is_without_a_key()
    {
        foreach (var property in typeof(SchemaGuardOptions).GetProperties())
        {
            Read((property.Name.ToUpperInvariant(), "?"));
        }

        _problems.Where(problem => problem.Contains("is not known. Did you mean", StringComparison.Ordinal)).ShouldBeEmpty();
        _problems.ShouldNotContain(problem => problem.Contains("Write one of Startup", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_not_configured_keeps_its_value()
    {
        _options.LockTimeout = TimeSpan.FromSeconds(7);

        Read(("ConnectTimeout", "1s"));

        _options.LockTimeout.ShouldBe(TimeSpan.FromSeconds(7));
        _options.Startup.ShouldBe(StartupMode.Migrate);
    }

    [Fact]
    public void Modules_are_added_to()
    {
        _definition.DefaultModule.RequiredTables.Add("users");

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

        _problems.ShouldBeEmpty();
        _definition.Modules.Select(module => module.Name).ShouldBe(["default", "saga"]);
        var (own, saga) = (_definition.Modules[0], _definition.Modules[1]);
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
        _definition.GetOrAddModule("Billing").RequiredTables.Add("invoices");

        Read(("Modules:billing:RequireTables", "payments"), ("Modules:DEFAULT:RequireTables", "users"));

        _problems.ShouldBeEmpty();
        _definition.Modules.Select(module => module.Name).ShouldBe(["default", "Billing"]);
        _definition.DefaultModule.RequiredTables.ShouldBe(["users"]);
        _definition.Modules[1].RequiredTables.ShouldBe(["invoices", "payments"]);
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
        "Configuration key SchemaGuard:Modules:saga:Colour is not known. Write one of Migrations, Manifest, RequireTables, ForbidTables, Invariants."
    )]
    [InlineData(
        "Startup",
        "Migrat",
        "Configuration key SchemaGuard:Startup: 'Migrat' is not known. Write one of Migrate, Verify, Wait, Off."
    )]
    [InlineData("Startup", "1", "Configuration key SchemaGuard:Startup: '1' is not known. Write one of Migrate, Verify, Wait, Off.")]
    [InlineData("Startup", "", "Configuration key SchemaGuard:Startup: '' is not known. Write one of Migrate, Verify, Wait, Off.")]
    [InlineData("OutOfOrder", "true", "Configuration key SchemaGuard:OutOfOrder: 'true' is not known. Write one of Refuse, Allow.")]
    [InlineData(
        "LockTimeout",
        "30",
        "Configuration key SchemaGuard:LockTimeout: '30' is not a time. Write '30s', '5m', '2h' or '00:00:30'."
    )]
    [InlineData("HistoryTable", "", "Configuration key SchemaGuard:HistoryTable has no value. Write one, or remove the key.")]
    [InlineData("Invariants:0:Nam", "x", "Configuration key SchemaGuard:Invariants:0:Nam is not known. Did you mean Name?")]
    [InlineData(
        "Invariants:0:Expected",
        "none",
        "Configuration key SchemaGuard:Invariants:0:Expected: 'none' is not a whole number. Write a number such as 0."
    )]
    [InlineData(
        "Invariants:0:Expected",
        "0",
        "Configuration key SchemaGuard:Invariants:0:Name has no value. Write one, or remove the key."
    )]
    [InlineData("Invariants:0:Name", "x", "Configuration key SchemaGuard:Invariants:0:Sql has no value. Write one, or remove the key.")]
    public void What_cannot_be_used_is_named_with_what_to_write(string key, string value, string problem)
    {
        Read((key, value));

        _problems.ShouldBe([problem]);
    }

    [Fact]
    public void A_key_that_nothing_resembles_lists_what_there_is()
    {
        Read(("Colour", "x"));

        _problems
            .ShouldHaveSingleItem()
            .ShouldStartWith("Configuration key SchemaGuard:Colour is not known. Write one of Startup, OutOfOrder, ConnectionString,");
        _problems[0].ShouldEndWith("Migrations, Manifest, RequireTables, ForbidTables, Invariants, Modules.");
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

        _problems.Count.ShouldBe(5);
        _options.HistoryTable.ShouldBe("kept");
    }

    [Fact]
    public void A_named_guard_has_a_section_of_its_own()
    {
        var configuration = Configuration(("SchemaGuard:Startup", "Off"), ("SchemaGuard:Guards:billing:Startup", "Wait"));

        GuardConfiguration.Section(configuration, "default")["Startup"].ShouldBe("Off");
        GuardConfiguration.Section(configuration, "billing")["Startup"].ShouldBe("Wait");
        new GuardConfiguration(_options, _problems).Read(GuardConfiguration.Section(configuration, "default"), _definition.GetOrAddModule);
        _problems.ShouldBeEmpty();
        _options.Startup.ShouldBe(StartupMode.Off);
    }

    [Theory]
    [InlineData("Migrations")]
    [InlineData("RequireTables:0")]
    public void An_empty_list_is_a_problem_and_not_ignored(string key)
    {
        Read((key, ""));

        _problems.ShouldHaveSingleItem().ShouldContain("has no value");
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
        new GuardConfiguration(_options, _problems).Read(
            GuardConfiguration.Section(Configuration(("SchemaGuard:Guards:billing:Guards:x:Startup", "Off")), "billing"),
            _definition.GetOrAddModule
        );

        _problems.ShouldHaveSingleItem().ShouldContain("SchemaGuard:Guards:billing:Guards is not known");
    }

    private void Read(params (string Key, string Value)[] values) =>
        new GuardConfiguration(_options, _problems).Read(
            GuardConfiguration.Section(
                Configuration([.. values.Select(pair => ("SchemaGuard:" + pair.Key, pair.Value))]),
                GuardDefinition.DefaultName
            ),
            _definition.GetOrAddModule
        );

    private static IConfiguration Configuration(params (string Key, string Value)[] values) =>
        new ConfigurationBuilder().AddInMemoryCollection(values.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value))).Build();
}
