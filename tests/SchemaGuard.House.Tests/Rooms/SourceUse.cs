namespace SchemaGuard.House.Tests.Rooms;

/// <summary>The use of a type by a source file.</summary>
/// <param name="File">The file, relative to the project's folder.</param>
/// <param name="Type">The full name of the type that is used.</param>
/// <param name="UsedFile">The file of the project that declares the type; <see langword="null"/> if another assembly does.</param>
internal sealed record SourceUse(string File, string Type, string? UsedFile)
{
    /// <summary>Gets the room of the file: its folder, <c>.</c> for the project's own.</summary>
    public string Room => RoomOf(File);

    /// <summary>Gets the room of the type, if it is declared in the project.</summary>
    public string? UsedRoom => UsedFile is null ? null : RoomOf(UsedFile);

    public override string ToString() => $"{File} uses {UsedFile ?? Type}";

    private static string RoomOf(string file) => Path.GetDirectoryName(file) is { Length: > 0 } folder ? folder.Replace('\\', '/') : ".";
}
