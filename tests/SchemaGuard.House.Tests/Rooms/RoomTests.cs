namespace SchemaGuard.House.Tests.Rooms;

public sealed class RoomTests
{
    private const string Folder = "tests/SchemaGuard.House.Tests/Rooms";
    private const string ApproveVariable = "SCHEMAGUARD_APPROVE";

    /// <summary>The namespaces and types of what happens outside a value: files, connections, clocks, logs.</summary>
    private static readonly string[] Outside =
    [
        "System.IO.File",
        "System.IO.Directory",
        "System.IO.FileStream",
        "System.IO.FileInfo",
        "System.Data.Common.",
        "System.TimeProvider",
        "Microsoft.Extensions.",
        "Dapper.",
    ];

    public static TheoryData<string> PictureNames =>
        [.. Repository.Files(Folder, "*.txt").Select(path => Path.GetFileNameWithoutExtension(path)!)];

    [Theory]
    [MemberData(nameof(PictureNames))]
    public void The_rooms_use_each_other_as_the_picture_shows_and_never_in_a_circle(string name)
    {
        var path = Repository.PathOf($"{Folder}/{name}.txt");
        var project = Repository.Projects.Single(project => project.Name == name);
        var uses = SourceUses.Of(project);
        var rooms = Repository.Files(Repository.Shown(project.Folder), "*.cs").Select(file => RoomOf(project, file));
        var text = File.ReadAllText(path).ReplaceLineEndings("\n");
        var picture = RoomPicture.Parse(text);

        picture.FindUpward(uses).ShouldBeEmpty();
        var drawn =
            string.Concat(text.Split('\n').TakeWhile(line => line.StartsWith('#')).Select(line => line + "\n"))
            + picture.Drawn(uses, rooms);
        if (Environment.GetEnvironmentVariable(ApproveVariable) == "1")
        {
            File.WriteAllText(path, drawn);
            return;
        }

        drawn.ShouldBe(
            text,
            $"The picture of the rooms is another. Undo the change, or run the tests with {ApproveVariable}=1 and let the difference be reviewed."
        );
    }

    [Fact]
    public void Every_project_with_rooms_has_a_picture() =>
        Repository
            .Libraries.Where(project =>
                Repository.Files(Repository.Shown(project.Folder), "*.cs").Any(file => RoomOf(project, file) != ".")
            )
            .Select(project => project.Name)
            .Except(PictureNames.Select(row => row.Data), StringComparer.Ordinal)
            .ShouldBeEmpty();

    [Theory]
    [InlineData("Findings")]
    [InlineData("Scripts")]
    [InlineData("History")]
    [InlineData("Inspection")]
    [InlineData("Verification")]
    [InlineData("Planning")]
    public void A_pure_room_opens_no_file_and_no_connection_and_asks_no_clock(string room)
    {
        string[] excepted = ["History/Storage", "Verification/Manifests"];

        SourceUses
            .Of(Repository.Projects.Single(project => project.Name == "SchemaGuard"))
            .Where(use => use.Room == room || use.Room.StartsWith(room + "/", StringComparison.Ordinal))
            .Where(use => !excepted.Contains(use.Room))
            .Where(use =>
                Outside.Any(outside => outside.EndsWith('.') ? use.Type.StartsWith(outside, StringComparison.Ordinal) : use.Type == outside)
            )
            .Select(use => use.ToString())
            .ShouldBeEmpty();
    }

    [Fact]
    public void A_use_of_a_room_above_is_found()
    {
        var uses = SourceUses.Of(
            "Sample",
            [
                ("Ground/Stone.cs", "namespace Sample.Ground; class Stone { Sample.Roof.Tile? Tile; }"),
                ("Roof/Tile.cs", "namespace Sample.Roof; class Tile { Sample.Ground.Stone? Stone; }"),
            ]
        );

        RoomPicture
            .Parse("Ground\nRoof -> Ground\n")
            .FindUpward(uses)
            .ShouldBe(["Ground/Stone.cs uses Roof/Tile.cs, which is in a room above it"]);
        RoomPicture
            .Parse("Roof\nGround -> Roof\n")
            .FindUpward(uses)
            .ShouldBe(["Roof/Tile.cs uses Ground/Stone.cs, which is in a room above it"]);
    }

    [Fact]
    public void A_use_through_a_member_or_an_extension_counts()
    {
        var uses = SourceUses.Of(
            "Sample",
            [
                (
                    "Ground/Texts.cs",
                    "namespace Sample.Ground; static class Texts { public static int Size(this string text) => text.Length; }"
                ),
                ("Roof/Tile.cs", "using Sample.Ground; namespace Sample.Roof; class Tile { int Size => \"\".Size(); }"),
            ]
        );

        RoomPicture.Parse("").Drawn(uses, ["Roof", "Ground"]).ToString().ShouldBe("Ground\nRoof -> Ground\n");
    }

    private static string RoomOf(SourceProject project, string file) =>
        Path.GetDirectoryName(Path.GetRelativePath(project.Folder, file)) is { Length: > 0 } folder ? folder.Replace('\\', '/') : ".";
}
