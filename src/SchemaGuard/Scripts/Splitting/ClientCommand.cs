using SchemaGuard.Scripts.Text;

namespace SchemaGuard.Scripts.Splitting;

/// <summary>
/// Is a line of a script that commands the database's own client (<c>\connect</c>, <c>DELIMITER</c>, <c>.read</c>), not the server.
/// </summary>
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

    /// <summary>Gets its offset in the script, in UTF-16 code units.</summary>
    public int Offset { get; }

    /// <summary>Gets its line and column in the script.</summary>
    public TextPosition Position { get; }

    /// <summary>Gets the command's name as written, its mark included: <c>\connect</c>, <c>.read</c>, <c>DELIMITER</c>.</summary>
    public string Name => ClientCommandSyntax.NameOf(Text).ToString();

    /// <summary>
    /// Gets whether leaving the command out changes neither the database nor which statements run: DELIMITER, whose work is done
    /// when a script is split, and commands that only shape output.
    /// </summary>
    public bool IsHarmless => ClientCommandSyntax.IsHarmless(Text);

    /// <summary>Gets whether it is DELIMITER, whose work is done when the script is split.</summary>
    internal bool IsDelimiter => Name.Equals("DELIMITER", StringComparison.OrdinalIgnoreCase) && IsHarmless;

    /// <summary>Returns <see cref="Text"/>.</summary>
    public override string ToString() => Text;
}
