namespace SchemaGuard.House.Tests.PublicApi;

public sealed class PublicApiTests
{
    private const string Folder = "tests/SchemaGuard.House.Tests/PublicApi";

    /// <summary>The variable that, set to 1, has the approved texts rewritten instead of compared.</summary>
    private const string ApproveVariable = "SCHEMAGUARD_APPROVE";

    public static TheoryData<string> PackageNames => [.. Repository.Libraries.Select(project => project.Name)];

    [Theory]
    [MemberData(nameof(PackageNames))]
    public void The_public_api_is_the_approved_one(string package)
    {
        var actual = PublicApiText.Of(Repository.Load(Repository.Projects.Single(project => project.Name == package)));
        var approved = Repository.PathOf($"{Folder}/{package}.txt");
        var received = Repository.PathOf($"{Folder}/{package}.received.txt");
        File.Delete(received);
        if (Environment.GetEnvironmentVariable(ApproveVariable) == "1")
        {
            File.WriteAllText(approved, actual);
            return;
        }

        var expected = File.Exists(approved) ? File.ReadAllText(approved).ReplaceLineEndings("\n") : "";
        if (actual != expected)
        {
            File.WriteAllText(received, actual);
            Assert.Fail(
                $"The public API of {package} is not the approved one. Undo the change, "
                    + $"or run the tests with {ApproveVariable}=1 and let the difference be reviewed.\n"
                    + string.Join('\n', LineDifference.Of(expected.Split('\n'), actual.Split('\n')))
            );
        }
    }

    [Fact]
    public void Every_approved_text_belongs_to_a_package() =>
        Directory
            .EnumerateFiles(Repository.PathOf(Folder), "*.txt")
            .Select(path => Path.GetFileNameWithoutExtension(path).Replace(".received", "", StringComparison.Ordinal))
            .Except(Repository.Libraries.Select(project => project.Name), StringComparer.Ordinal)
            .ShouldBeEmpty();
}
