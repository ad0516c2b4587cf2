using Microsoft.Extensions.Configuration;
using Shouldly;
using Xunit;

namespace SchemaGuard.Tests.Configuration;

/// <summary>Says how modules are configured that stand in an array or in several sections.</summary>
public sealed class ModuleConfigurationTests : ConfigurationTests
{
    [Fact]
    public void Modules_in_an_array_keep_its_order_and_may_depend_on_others()
    {
        Read(
            ("Modules:0:Name", "zeta"),
            ("Modules:0:Migrations", "z"),
            ("Modules:1:Name", "alpha"),
            ("Modules:1:DependsOn", "Omega"),
            ("Modules:2:Name", "omega")
        );

        Problems.ShouldBeEmpty();
        Definition.Modules.Select(module => module.Name).ShouldBe(["default", "zeta", "omega", "alpha"]);
    }

    [Fact]
    public void A_module_whose_name_is_a_number_says_it_unless_code_has()
    {
        Definition.GetOrAddModule("2025");

        Read(("Modules:2024:Name", "2024"), ("Modules:2024:RequireTables", "a"), ("Modules:2025:RequireTables", "b"));

        Problems.ShouldBeEmpty();
        Definition
            .Modules.Select(module => (module.Name, module.RequiredTables.FirstOrDefault()))
            .ShouldBe([("default", null), ("2025", "b"), ("2024", "a")]);
    }

    [Fact]
    public void Several_sections_of_a_module_add_to_each_other_and_say_nothing_twice()
    {
        Read(
            ("Modules:0:Name", "billing"),
            ("Modules:0:Migrations", "billing"),
            ("Modules:1:Name", "Billing"),
            ("Modules:1:RequireTables", "invoices"),
            ("Modules:BILLING:ForbidTables", "old")
        );
        Problems.ShouldBeEmpty();
        Definition.Modules[1].RequiredTables.ShouldBe(["invoices"]);
        Definition.Modules[1].ForbiddenTables.ShouldBe(["old"]);

        Read(("Modules:0:Name", "saga"), ("Modules:0:Migrations", "a"), ("Modules:1:Name", "Saga"), ("Modules:1:Migrations", "b"));
        Problems.ShouldBe([
            "Configuration keys SchemaGuard:Modules:0:Migrations and SchemaGuard:Modules:1:Migrations both set the same thing for module "
                + "'Saga'. Write only one of them.",
        ]);
    }

    [Fact]
    public void An_entry_of_an_array_that_another_source_gives_to_another_module_is_refused()
    {
        Read(
            new ConfigurationBuilder()
                .AddInMemoryCollection([
                    new("SchemaGuard:Modules:0:Name", "billing"),
                    new("SchemaGuard:Modules:0:RequireTables", "invoices"),
                ])
                .AddInMemoryCollection([new("SCHEMAGUARD:MODULES:0:NAME", "Billing"), new("SchemaGuard:Modules:0:ForbidTables", "old")])
                .Build()
        );
        Problems.ShouldBeEmpty();

        Read(
            new ConfigurationBuilder()
                .AddInMemoryCollection([new("SchemaGuard:Modules:0:Name", "billing"), new("SchemaGuard:Modules:0:Migrations", "billing")])
                .AddInMemoryCollection([new("SCHEMAGUARD:MODULES:0:NAME", "saga")])
                .Build()
        );
        Problems
            .ShouldHaveSingleItem()
            .ShouldStartWith(
                "Configuration key SchemaGuard:Modules:0:Name is 'billing' and 'saga' in different sources. Array entries with the same number "
                    + "override each other"
            );
    }

    [Fact]
    public void Modules_that_depend_on_each_other_are_refused()
    {
        Read(("Modules:a:DependsOn", "b"), ("Modules:b:DependsOn", "a"));

        Problems.ShouldBe(["Modules depend on each other in a circle: a → b → a. Remove one DependsOn."]);
    }
}
