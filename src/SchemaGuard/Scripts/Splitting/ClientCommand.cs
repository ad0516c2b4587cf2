using System.Diagnostics.CodeAnalysis;
using SchemaGuard.Scripts.Text;

namespace SchemaGuard.Scripts.Splitting;

/// <summary>
/// A line of a script that is meant for the database's own client (<c>\connect</c>, <c>DELIMITER</c>, <c>.read</c>) and not for the server.
/// </summary>
[Experimental("SG9001")]
public sealed class ClientCommand
{
    internal ClientCommand(string text, int offset, TextPosition position)
    {
        Text = text;
        Offset = offset;
        Position = position;
    }

    /// <summary>Gets the command as written, without the line end.</summary>
    public string Text { get; }

    /// <summary>Gets the command's offset in the script, in UTF-16 code units.</summary>
    public int Offset { get; }

    /// <summary>Gets the command's line and column in the script.</summary>
    public TextPosition Position { get; }

    /// <summary>Gets the command's name as written, including its mark: <c>\connect</c>, <c>.read</c>, <c>DELIMITER</c>.</summary>
    public string Name => ClientCommandSyntax.NameOf(Text).ToString();

    /// <summary>
    /// Gets whether leaving the command out changes neither the database nor which statements run. This holds for DELIMITER, which takes
    /// effect when the script is split, and for commands that only format output.
    /// </summary>
    public bool IsHarmless => ClientCommandSyntax.IsHarmless(Text);

    /// <summary>Gets whether the command is DELIMITER, which takes effect when the script is split.</summary>
    internal bool IsDelimiter => Name.Equals("DELIMITER", StringComparison.OrdinalIgnoreCase) && IsHarmless;

    /// <summary>Returns <see cref="Text"/>.</summary>
    public override string ToString() => Text;
}
