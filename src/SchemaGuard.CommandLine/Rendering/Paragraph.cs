using System.Text;
using Spectre.Console;

namespace SchemaGuard.CommandLine.Rendering;

/// <summary>Indented text: wrapped at the width of a terminal, elsewhere one line for each paragraph, so that logs can be searched.</summary>
internal static class Paragraph
{
    private const string Indent = "        ";
    private const int CaretMargin = 20;

    /// <summary>Writes a paragraph.</summary>
    public static void Write(IAnsiConsole console, string text)
    {
        var width = console.Profile.Capabilities.Interactive ? console.Profile.Width : int.MaxValue;
        var line = new StringBuilder(Indent);
        foreach (var word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > Indent.Length && line.Length + word.Length >= width)
            {
                WriteLine(console, line.ToString());
                line.Clear().Append(Indent);
            }

            line.Append(word).Append(' ');
        }

        WriteLine(console, line.ToString());
    }

    /// <summary>Writes a text as it is, line by line, with a label before the first line.</summary>
    public static void WriteBlock(IAnsiConsole console, string label, string text)
    {
        foreach (var line in text.Split('\n'))
        {
            WriteLine(console, Indent + label + line);
            label = new string(' ', label.Length);
        }
    }

    /// <summary>Writes a source line and the caret line under it, cut so that the caret is visible.</summary>
    public static void WriteExcerpt(IAnsiConsole console, string excerpt)
    {
        var lines = excerpt.Split('\n');
        var width = Math.Max(CaretMargin * 2, console.Profile.Width - Indent.Length - 1);
        var start = Math.Max(0, lines[^1].Length + CaretMargin - width);
        foreach (var line in lines)
        {
            WriteLine(console, Indent + (line.Length <= start ? "" : line.Substring(start, Math.Min(width, line.Length - start))));
        }
    }

    // Bypasses the console's own layout, which would wrap again and pad with blanks.
    private static void WriteLine(IAnsiConsole console, string line) =>
        console.Profile.Out.Writer.WriteLine(PrintableText.Lines(line.TrimEnd()));
}
