namespace SchemaGuard.Scripts.Splitting;

/// <summary>The kind of a script segment.</summary>
internal enum ScriptSegmentKind : byte
{
    /// <summary>A statement for the server, from its first to its last significant token.</summary>
    Statement,

    /// <summary>The end of a statement: a semicolon, the current delimiter, <c>\G</c>, or the line <c>\.</c> after COPY data.</summary>
    Terminator,

    /// <summary>White space and comments.</summary>
    Trivia,

    /// <summary>A command of the database's own client, up to the end of its line.</summary>
    ClientCommand,

    /// <summary>The lines between <c>COPY … FROM STDIN;</c> and <c>\.</c>.</summary>
    CopyData,
}
