namespace SchemaGuard.Migrations;

/// <summary>One step of a module: a script or a piece of code, with its version and the checksum of its content.</summary>
internal sealed class Migration
{
    public required string Module { get; init; }

    /// <summary>Gets the name that people know: the file name without its extension.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the version; <see langword="null"/> for a repeatable migration.</summary>
    public required MigrationVersion? Version { get; init; }

    public required MigrationKind Kind { get; init; }

    /// <summary>Gets the checksum of the canonical text: no byte-order mark, line feeds only.</summary>
    public required Checksum Checksum { get; init; }

    /// <summary>Gets the origin of the migration as shown to people: a path, a resource, or <c>code</c>.</summary>
    public required string Origin { get; init; }

    /// <summary>Gets the function that reads the script; <see langword="null"/> for code.</summary>
    public Func<byte[]>? ReadBytes { get; init; }

    /// <summary>Gets the code; <see langword="null"/> for a script.</summary>
    public MigrationCode? Code { get; init; }

    /// <summary>Gets what identifies this migration within its module, in the history and in the set.</summary>
    public string Key => MigrationKey.Of(Version, Name);

    /// <summary>Reads the text of the script that is about to be planned or applied.</summary>
    /// <exception cref="IOException">The script no longer exists, or its checksum has changed.</exception>
    public string ReadText()
    {
        var bytes = ReadBytes!();
        return ScriptText.TryComputeChecksum(bytes, out var checksum) is null && checksum == Checksum
            ? ScriptText.Decode(bytes)
            : throw new IOException(MigrationMessages.ChangedWhileRunning(Origin));
    }
}
