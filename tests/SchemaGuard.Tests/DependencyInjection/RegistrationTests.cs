using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using SchemaGuard.Hosting;
using Shouldly;
using Xunit;

namespace SchemaGuard.Tests.DependencyInjection;

public sealed class RegistrationTests
{
    private readonly ServiceCollection _services = [];

    [Fact]
    public void A_second_database_for_a_guard_is_refused()
    {
        var builder = Add();

        Should
            .Throw<InvalidOperationException>(() => builder.UseProvider(_ => new TestProvider()))
            .Message.ShouldBe(
                "Schema guard 'default' already has a database. Call one Use… method for each guard. For a second database, register another "
                    + "guard with AddSchemaGuard(\"name\")."
            );
        Should.Throw<InvalidOperationException>(() => _services.AddSchemaGuard().UseProvider(_ => new TestProvider()));
    }

    [Fact]
    public void Registering_a_guard_twice_goes_on_with_the_same_guard()
    {
        Add(options => options.Startup = StartupMode.Verify).RequireTables("users");
        _services
            .AddSchemaGuard(options => options.HistoryTable = "h")
            .RequireTables("jobs")
            .AddModule("m", module => module.RequireTables("sagas"));
        _services.AddSchemaGuard().AddModule("m", module => module.ForbidTables("old"));

        var guard = Build().GetRequiredService<RegisteredGuards>().Guards.ShouldHaveSingleItem();

        guard.Options.Startup.ShouldBe(StartupMode.Verify);
        guard.Options.HistoryTable.ShouldBe("h");
    }

    [Fact]
    public void Two_spellings_of_a_guard_are_one_guard_and_the_first_is_shown()
    {
        Configure(("SchemaGuard:Guards:BILLING:HistoryTable", "configured"));
        _services.AddSchemaGuard("Billing", options => options.Startup = StartupMode.Wait).UseProvider(_ => new TestProvider());
        _services.AddSchemaGuard("billing", options => options.MonitorThreshold = 7).RequireTables("invoices");

        var provider = Build();

        var guard = provider.GetRequiredService<RegisteredGuards>().Guards.ShouldHaveSingleItem();
        guard.Name.ShouldBe("Billing");
        guard.Options.Startup.ShouldBe(StartupMode.Wait);
        guard.Options.MonitorThreshold.ShouldBe(7);
        guard.Options.HistoryTable.ShouldBe("configured");
        provider.GetRequiredService<ISchemaGuards>().Get("bILLing").ShouldBeSameAs(guard);
        provider.GetRequiredKeyedService<ISchemaGuard>("Billing").ShouldBeSameAs(guard);
        provider.GetRequiredKeyedService<ISchemaGuard>("billing").ShouldBeSameAs(guard);
    }

    [Fact]
    public void Modules_that_differ_by_case_alone_are_one_version_line_for_two_guards_too()
    {
        _services
            .AddSchemaGuard("a")
            .UseProvider(_ => new TestProvider("same"))
            .AddModule("Billing", module => module.AddMigration("1_a", "select 1"));
        _services
            .AddSchemaGuard("b")
            .UseProvider(_ => new TestProvider("same"))
            .AddModule("billing", module => module.AddMigration("1_a", "select 1"));

        Should
            .Throw<SchemaGuardConfigurationException>(() => Build().GetRequiredService<ISchemaGuards>().All)
            .Message.ShouldContain("Guards 'a' and 'b' have a module with the same name");
    }

    [Fact]
    public void Two_guards_that_would_keep_one_version_line_are_refused()
    {
        _services.AddSchemaGuard("billing").UseProvider(_ => new TestProvider("same")).AddMigration("1_a", "select 1");
        _services
            .AddSchemaGuard("saga")
            .UseProvider(_ => new TestProvider("same"))
            .AddMigration("1_b", "select 2")
            .AddModule("other", module => module.AddMigration("1_c", "select 3"));

        var exception = Should.Throw<SchemaGuardConfigurationException>(() => Build().GetRequiredService<ISchemaGuards>().All);

        exception.Message.ShouldContain("Guards 'billing' and 'saga' have a module with the same name in the same history");
    }

    [Fact]
    public void Guards_are_found_by_name_and_by_key_in_the_order_of_registration()
    {
        _services.AddSchemaGuard("billing").UseProvider(_ => new TestProvider("billing"));
        Add();

        var provider = Build();

        var guards = provider.GetRequiredService<ISchemaGuards>();
        guards.All.Select(guard => guard.Name).ShouldBe(["billing", "default"]);
        guards.Get("billing").ShouldBeSameAs(guards.All[0]);
        provider.GetRequiredKeyedService<ISchemaGuard>("billing").ShouldBeSameAs(guards.All[0]);
        provider.GetRequiredKeyedService<ISchemaGuard>("default").ShouldBeSameAs(guards.All[1]);
        provider.GetRequiredService<ISchemaGuard>().ShouldBeSameAs(guards.All[1]);
    }

    [Fact]
    public void A_guard_that_nobody_registered_is_refused_with_those_there_are()
    {
        Add();
        _services.AddSchemaGuard("billing").UseProvider(_ => new TestProvider("billing"));

        var exception = Should.Throw<SchemaGuardConfigurationException>(() => Build().GetRequiredService<ISchemaGuards>().Get("biling"));

        exception.Guard.ShouldBe("biling");
        exception.Problems.ShouldBe(["There is no guard with that name. Registered: default, billing."]);
    }

    [Fact]
    public void The_gate_is_registered_once_and_before_every_other_hosted_service()
    {
        _services.AddHostedService<Worker>();
        _services.AddKeyedSingleton("key", new object());
        Add();
        _services.AddSchemaGuard("billing");
        _services.AddSchemaGuard();

        var hosted = _services.Where(descriptor => descriptor.ServiceType == typeof(IHostedService)).ToList();

        hosted.Select(descriptor => descriptor.ImplementationType).ShouldBe([typeof(StartupGate), typeof(Worker), typeof(MonitorService)]);
    }

    [Fact]
    public void A_guard_without_a_database_is_refused()
    {
        _services.AddSchemaGuard();

        Problems()
            .ShouldBe([
                "Guard 'default' has no database. Call UseSqlite(…) from package SchemaGuard.Sqlite, or the Use… method of another provider, "
                    + "after AddSchemaGuard.",
            ]);
    }

    [Fact]
    public void Problems_of_configuration_options_and_modules_come_together()
    {
        Configure(("SchemaGuard:Startp", "x"));
        Add(options => options.LockTimeout = TimeSpan.FromSeconds(-1)).RequireTables("a").ForbidTables("a");

        Problems().Count.ShouldBe(3);
    }

    [Fact]
    public void Problems_that_the_provider_finds_are_joined_to_the_others()
    {
        _services
            .AddSchemaGuard(options => options.LockTimeout = TimeSpan.FromSeconds(-1))
            .UseProvider(context => throw new SchemaGuardConfigurationException(context.Guard, ["one", "two"]));

        Problems().Skip(1).ShouldBe(["one", "two"]);
    }

    [Fact]
    public void Options_reach_a_guard_however_the_application_configures_them()
    {
        Configure(("SchemaGuard:HistoryTable", "configured"), ("SchemaGuard:MonitorThreshold", "3"));
        _services.PostConfigure<SchemaGuardOptions>(options => options.MonitorThreshold++);
        _services.Configure<SchemaGuardOptions>(options => options.Startup = StartupMode.Verify);
        Add();
        _services.Configure<SchemaGuardOptions>(options => options.HistoryTable = "code");
        _services.AddSchemaGuard("billing").UseProvider(_ => new TestProvider("billing"));
        _services.Configure<SchemaGuardOptions>("billing", options => options.Startup = StartupMode.Wait);
        _services.ConfigureAll<SchemaGuardOptions>(options => options.ApplicationName = "all");

        var provider = Build();

        var guards = provider.GetRequiredService<RegisteredGuards>().Guards;
        guards.Select(guard => guard.Options.Startup).ShouldBe([StartupMode.Verify, StartupMode.Wait]);
        guards.Select(guard => guard.Options.ApplicationName).ShouldBe(["all", "all"]);
        (guards[0].Options.HistoryTable, guards[0].Options.MonitorThreshold).ShouldBe(("configured", 4));
        provider.GetRequiredService<Microsoft.Extensions.Options.IOptions<SchemaGuardOptions>>().Value.HistoryTable.ShouldBe("configured");
    }

    [Fact]
    public void Options_that_reach_no_guard_are_refused()
    {
        _services.AddSchemaGuard("billing").UseProvider(_ => new TestProvider());
        _services.Configure<SchemaGuardOptions>(options => options.Startup = StartupMode.Verify);
        _services.PostConfigure<SchemaGuardOptions>("biling", options => options.Startup = StartupMode.Verify);

        Problems()
            .ShouldBe([
                "SchemaGuardOptions are configured without a name, that is for the default guard, but only named guards are registered: "
                    + "billing. Write services.Configure<SchemaGuardOptions>(\"billing\", …).",
                "SchemaGuardOptions are configured under the name 'biling', which matches no guard. Write one of billing, as it was registered.",
            ]);
    }

    [Fact]
    public void Options_that_take_dependencies_and_reach_no_guard_are_refused()
    {
        Add();
        _services.AddSingleton(TimeProvider.System);
        _services.AddOptions<SchemaGuardOptions>("one").Configure<TimeProvider>((options, _) => options.Startup = StartupMode.Off);
        _services
            .AddOptions<SchemaGuardOptions>("two")
            .PostConfigure<TimeProvider, IServiceProvider>((options, _, _) => options.Startup = StartupMode.Off);
        _services.AddOptions<SchemaGuardOptions>("three").Validate<TimeProvider>((_, _) => false);
        _services.AddOptions<SchemaGuardOptions>("four").Validate(_ => false);
        _services.AddOptions<SchemaGuardOptions>().Configure<TimeProvider>((options, _) => options.Startup = StartupMode.Off);

        Problems().Select(problem => problem.Split('\'')[1]).ShouldBe(["one", "two", "three", "four"]);
    }

    [Fact]
    public void Options_that_take_dependencies_reach_their_guard()
    {
        _services.AddSchemaGuard("billing").UseProvider(_ => new TestProvider());
        _services.AddSingleton(TimeProvider.System);
        _services.AddOptions<SchemaGuardOptions>("billing").Configure<TimeProvider>((options, _) => options.Startup = StartupMode.Off);

        Build().GetRequiredService<RegisteredGuards>().Guards.ShouldHaveSingleItem().Options.Startup.ShouldBe(StartupMode.Off);
    }

    [Theory]
    [InlineData("delegate")]
    [InlineData("dependency")]
    [InlineData("binding")]
    [InlineData("validation")]
    public void What_configures_options_and_throws_is_a_problem_among_the_others(string what)
    {
        var secret = new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create("LockTimeout", (string?)"hunter2")]).Build();
        Configure(("SchemaGuard:Startp", "x"));
        Add();
        _services.AddSchemaGuard("billing", options => options.LockTimeout = TimeSpan.FromSeconds(-1)).UseProvider(_ => new TestProvider());
        _ = what switch
        {
            "delegate" => _services.Configure<SchemaGuardOptions>(_ => throw new NotSupportedException("hunter2")),
            "dependency" => _services.AddOptions<SchemaGuardOptions>().Configure<HttpClient>((_, _) => { }).Services,
            "binding" => _services.Configure<SchemaGuardOptions>(secret),
            _ => _services.AddOptions<SchemaGuardOptions>().Validate(_ => throw new NotSupportedException("hunter2")).Services,
        };

        var exception = Should.Throw<SchemaGuardConfigurationException>(() => Build().GetRequiredService<ISchemaGuards>().All);

        exception.Problems.ShouldContain(problem => problem.Contains("SchemaGuard:Startp", StringComparison.Ordinal));
        exception.Problems.ShouldContain(problem =>
            problem.StartsWith("Guard 'default': Code that configures SchemaGuardOptions", StringComparison.Ordinal)
        );
        exception.Problems.ShouldContain(problem =>
            problem.Contains("'billing'", StringComparison.Ordinal) || problem.Contains("LockTimeout", StringComparison.Ordinal)
        );
        exception.ToString().ShouldNotContain("hunter2");
        exception.InnerException.ShouldBeOfType<WithheldException>();
    }

    [Fact]
    public void Options_under_the_name_of_the_default_guard_are_refused_with_what_to_write()
    {
        Add();
        _services.Configure<SchemaGuardOptions>("default", options => options.Startup = StartupMode.Verify);

        Problems().ShouldHaveSingleItem().ShouldContain("Write services.Configure<SchemaGuardOptions>(…).");
    }

    [Fact]
    public void Problems_of_all_guards_come_together()
    {
        Configure(("SchemaGuard:Startp", "x"), ("SchemaGuard:Guards:audit:Startup", "Verify"));
        Add();
        _services.AddSchemaGuard("billing", options => options.LockTimeout = TimeSpan.FromSeconds(-1)).UseProvider(_ => new TestProvider());
        _services.AddOptions<SchemaGuardOptions>().Validate(options => options.HistoryTable == "x", "The house says no.");

        var exception = Should.Throw<SchemaGuardConfigurationException>(() => Build().GetRequiredService<ISchemaGuards>().All);

        exception.Guard.ShouldBe("default, billing");
        exception.Problems.Count.ShouldBe(4);
        exception.Problems.ShouldContain(problem => problem == "Guard 'default': The house says no.");
        exception.Problems.ShouldContain(problem => problem.StartsWith("Guard 'billing': Option LockTimeout", StringComparison.Ordinal));
        exception.Problems.ShouldContain(problem => problem.Contains("SchemaGuard:Guards:audit", StringComparison.Ordinal));
    }

    [Fact]
    public void Configuration_overrides_code()
    {
        Configure(("SchemaGuard:Startup", "Wait"), ("SchemaGuard:Guards:billing:Startup", "Off"));
        Add(options => options.Startup = StartupMode.Verify);
        _services.AddSchemaGuard("billing", options => options.HistoryTable = "h").UseProvider(_ => new TestProvider());

        var guards = Build().GetRequiredService<RegisteredGuards>().Guards;

        guards.Select(guard => guard.Options.Startup).ShouldBe([StartupMode.Wait, StartupMode.Off]);
        guards.Select(guard => guard.Options.HistoryTable).ShouldBe(["schemaguard_history", "h"]);
    }

    [Theory]
    [InlineData("Data Source=code", null, "Data Source=code")]
    [InlineData("Data Source=code", "Data Source=configured", "Data Source=configured")]
    [InlineData("sqlite:///code.db", null, "sqlite:///code.db")]
    [InlineData("Shop", null, "Data Source=shop")]
    [InlineData("Data Source=code", "Shop", "Data Source=shop")]
    [InlineData(null, null, null)]
    public void A_connection_string_is_the_configured_one_or_the_given_one_or_an_entry_of_that_name(
        string? given,
        string? configured,
        string? expected
    )
    {
        string? found = "not asked";
        Configure(("ConnectionStrings:Shop", "Data Source=shop"));
        _services
            .AddSchemaGuard(options => options.ConnectionString = configured)
            .UseProvider(context =>
            {
                found = context.FindConnectionString(given);
                return new TestProvider();
            });

        Build().GetRequiredService<ISchemaGuards>().All.ShouldHaveSingleItem();
        found.ShouldBe(expected);
    }

    [Fact]
    public void A_name_without_an_entry_is_refused_without_showing_it()
    {
        _services.AddSchemaGuard().UseProvider(context => new TestProvider(context.FindConnectionString("secret")));

        Problems().ShouldHaveSingleItem().ShouldNotContain("secret");
    }

    [Fact]
    public void Building_the_container_again_does_not_add_the_configuration_again()
    {
        Configure(
            ("SchemaGuard:Invariants:0:Name", "x"),
            ("SchemaGuard:Invariants:0:Sql", "select 0"),
            ("SchemaGuard:Invariants:0:Expected", "0")
        );
        Add();

        Build().GetRequiredService<ISchemaGuards>().All.ShouldHaveSingleItem();
        Build().GetRequiredService<ISchemaGuards>().All.ShouldHaveSingleItem();
    }

    private SchemaGuardBuilder Add(Action<SchemaGuardOptions>? configure = null) =>
        _services.AddSchemaGuard(configure).UseProvider(_ => new TestProvider());

    private ServiceProvider Build() => _services.BuildServiceProvider();

    private void Configure(params (string Key, string Value)[] values) =>
        _services.AddSingleton<IConfiguration>(
            new ConfigurationBuilder()
                .AddInMemoryCollection(values.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value)))
                .Build()
        );

    private IReadOnlyList<string> Problems() =>
        Should.Throw<SchemaGuardConfigurationException>(() => Build().GetRequiredService<ISchemaGuards>().All).Problems;

    private sealed class Worker : BackgroundService
    {
        protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.CompletedTask;
    }
}
