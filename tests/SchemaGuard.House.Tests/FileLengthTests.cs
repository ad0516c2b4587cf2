namespace SchemaGuard.House.Tests;

public sealed class FileLengthTests
{
    private const int LongestLine = 160;

    [Theory]
    [InlineData("src", 300)]
    [InlineData("samples", 300)]
    [InlineData("tests", 500)]
    public void No_file_is_longer_than_a_reader_wants(string folder, int limit)
    {
        var lengths = Repository
            .Files(folder, "*.cs")
            .Select(path => (Path: Repository.Shown(path), Lines: File.ReadLines(path).Count()))
            .ToList();

        lengths.ShouldNotBeEmpty();
        lengths.Where(file => file.Lines > limit).Select(file => $"{file.Path}: {file.Lines} lines, {limit} at most").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("src")]
    [InlineData("samples")]
    [InlineData("tests")]
    public void No_line_is_longer_than_a_reader_wants(string folder) =>
        Repository
            .Files(folder, "*.cs")
            .SelectMany(path => File.ReadLines(path).Select((line, index) => (Place: $"{Repository.Shown(path)}:{index + 1}", line.Length)))
            .Where(line => line.Length > LongestLine)
            .Select(line => $"{line.Place}: {line.Length} characters, {LongestLine} at most")
            .ShouldBeEmpty();
}
