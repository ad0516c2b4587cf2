using SchemaGuard.Scripts.Statements;
using SchemaGuard.Scripts.Text;

namespace SchemaGuard.PostgreSql.IfNotExists;

/// <summary>The tokens of a statement by their places, and rewritten parts of it.</summary>
internal sealed class StatementText(SqlStatement statement)
{
    private readonly string _text = statement.Text;
    private readonly IReadOnlyList<TextRange> _ranges = statement.ReadTokenRanges();

    /// <summary>Gets the number of tokens.</summary>
    public int Count => _ranges.Count;

    /// <summary>Returns a token as it is written; empty past the end.</summary>
    public string At(int place) => place < Count ? _text.Substring(_ranges[place].Offset, _ranges[place].Length) : "";

    /// <summary>Determines whether a token is a word, in any case.</summary>
    public bool Is(int place, string word) => At(place).Equals(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>Determines whether these words are at a place.</summary>
    public bool Are(int place, params ReadOnlySpan<string> words)
    {
        for (var index = 0; index < words.Length; index++)
        {
            if (!Is(place + index, words[index]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Skips words, each of which may be missing.</summary>
    /// <returns>The place after them.</returns>
    public int Pass(int place, params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            place += Is(place, word) ? 1 : 0;
        }

        return place;
    }

    /// <summary>Skips a name of one or more parts.</summary>
    /// <returns>The place after it.</returns>
    public int AfterName(int place)
    {
        place++;
        while (Is(place, "."))
        {
            place += 2;
        }

        return Math.Min(place, Count);
    }

    /// <summary>Skips a token, and with an opening parenthesis everything up to the closing one.</summary>
    public int After(int place)
    {
        var depth = 0;
        do
        {
            depth += At(place) switch
            {
                "(" or "[" => 1,
                ")" or "]" => -1,
                _ => 0,
            };
            place++;
        } while (depth > 0 && place < Count);
        return place;
    }

    /// <summary>Determines whether a word occurs outside parentheses.</summary>
    public bool HasOutside(int place, string word)
    {
        for (; place < Count; place = After(place))
        {
            if (Is(place, word))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Returns a name as it is written, which is what <c>to_regclass</c> takes.</summary>
    public string Name(int start, int end) => string.Concat(Enumerable.Range(start, end - start).Select(At));

    /// <summary>Returns the name after each REFERENCES.</summary>
    public IEnumerable<(int Start, int End)> References(int start, int end)
    {
        for (var place = start; place < end - 1; place++)
        {
            if (Is(place, "REFERENCES"))
            {
                yield return (place + 1, AfterName(place + 1));
            }
        }
    }

    /// <summary>Returns a part after a space, with other names in it and everything else as written.</summary>
    /// <param name="start">The first token.</param>
    /// <param name="end">The place after the last.</param>
    /// <param name="names">The replacements of tokens.</param>
    public string Rewrite(int start, int end, IReadOnlyDictionary<int, (int End, string Name)> names)
    {
        if (start >= end)
        {
            return "";
        }

        var (text, offset) = (" ", _ranges[start].Offset);
        foreach (var (place, name) in names.Where(pair => pair.Key >= start && pair.Key < end).OrderBy(pair => pair.Key))
        {
            text += _text[offset.._ranges[place].Offset] + name.Name;
            offset = EndOf(name.End - 1);
        }

        return text + _text[offset..EndOf(end - 1)];
    }

    private int EndOf(int place) => _ranges[place].Offset + _ranges[place].Length;
}
