namespace SchemaGuard.Scripts.Splitting;

/// <summary>Names the kinds of script segment.</summary>
internal enum ScriptSegmentKind : byte
{
    /// <summary>A statement for the server, from its first to its last significant token.</summary>
    Statement,

    /// <summary>What ends a statement: a semicolon, the chosen delimiter, <c>\G</c>, the line <c>\.</c> after COPY data.</summary>
    Terminator,

    /// <summary>Blanks and comments.</summary>
    Trivia,

    /// <summary>A command of the database's own client, up to the end of its line.</summary>
    ClientCommand,

    /// <summary>The lines between <c>COPY … FROM STDIN;</c> and <c>\.</c>.</summary>
    CopyData,
}
