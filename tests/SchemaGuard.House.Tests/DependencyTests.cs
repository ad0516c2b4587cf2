using System.Xml.Linq;

namespace SchemaGuard.House.Tests;

public sealed class DependencyTests
{
    public static TheoryData<string> ProjectNames => [.. Repository.Projects.Select(project => project.Name)];

    [Fact]
    public void Every_project_under_src_has_a_rule() =>
        Repository
            .Projects.Select(project => project.Name)
            .Except(DependencyRule.All.Select(rule => rule.Project), StringComparer.Ordinal)
            .ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(ProjectNames))]
    public void Built_code_uses_only_what_its_package_may_use(string name)
    {
        var (project, rule) = Find(name);
        var referenced = Repository.Load(project).GetReferencedAssemblies().Select(reference => reference.Name!).ToList();

        referenced.ShouldNotBeEmpty();
        rule.ForbiddenAssemblies(referenced).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(ProjectNames))]
    public void Project_file_references_only_what_its_package_may_reference(string name)
    {
        var (project, rule) = Find(name);

        rule.ForbiddenProjects(project.ProjectReferences).ShouldBeEmpty();
        rule.ForbiddenPackages(project.PackageReferences).ShouldBeEmpty();
        rule.ForbiddenFrameworks(project.FrameworkReferences).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("SchemaGuard", "Npgsql")]
    [InlineData("SchemaGuard", "MySqlConnector")]
    [InlineData("SchemaGuard", "MySql.Data")]
    [InlineData("SchemaGuard", "Microsoft.Data.Sqlite")]
    [InlineData("SchemaGuard", "SQLitePCLRaw.core")]
    [InlineData("SchemaGuard", "Microsoft.AspNetCore.Http.Abstractions")]
    [InlineData("SchemaGuard", "System.CommandLine")]
    [InlineData("SchemaGuard", "SchemaGuard.Sqlite")]
    [InlineData("SchemaGuard.Sqlite", "SchemaGuard.PostgreSql")]
    [InlineData("SchemaGuard.Sqlite", "SchemaGuard.AspNetCore")]
    [InlineData("SchemaGuard.MySql", "MySqlConnector")]
    [InlineData("SchemaGuard.AspNetCore", "SchemaGuard.Sqlite")]
    [InlineData("SchemaGuard.AspNetCore", "Npgsql")]
    [InlineData("SchemaGuard.CommandLine", "SchemaGuard.Sqlite")]
    public void A_reference_against_the_direction_is_found(string project, string assembly) =>
        DependencyRule.All.Single(rule => rule.Project == project).ForbiddenAssemblies([assembly, "System.Runtime"]).ShouldBe([assembly]);

    [Fact]
    public void Projects_switch_off_no_warning_but_those_of_their_own_experimental_api()
    {
        string[] allowed = ["SG9001"];

        Repository
            .Projects.SelectMany(project => project.NoWarn.Except(allowed, StringComparer.Ordinal).Select(code => $"{project}: {code}"))
            .ShouldBeEmpty();
    }

    [Fact]
    public void Project_files_leave_versions_and_the_framework_to_the_repository() =>
        Repository
            .Projects.SelectMany(project =>
                XDocument
                    .Load(Path.Combine(project.Folder, project.Name + ".csproj"))
                    .Descendants()
                    .Where(element =>
                        element.Name.LocalName is "TargetFramework" or "TargetFrameworks"
                        || element.Attribute("VersionOverride") is not null
                    )
                    .Select(element => $"{project}: {element.Name}")
            )
            .ShouldBeEmpty();

    private static (SourceProject Project, DependencyRule Rule) Find(string name) =>
        (Repository.Projects.Single(project => project.Name == name), DependencyRule.All.Single(rule => rule.Project == name));
}
