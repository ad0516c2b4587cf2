namespace SchemaGuard.Migrations;

/// <summary>
/// The parser of versions in file names: <c>001_x</c>, <c>20251111_add_x</c>, <c>2025-11-11_x</c>, <c>20251111_143000_x</c>, <c>1.2_x</c>,
/// <c>V1.2__x</c> and <c>V1_2__x</c> (Flyway), <c>R__x</c> (repeatable), each with <c>.sql</c>, <c>.up.sql</c> or <c>.down.sql</c>.
/// </summary>
internal static class MigrationNameParser
{
    private const string Extension = ".sql";

    /// <summary>Determines whether a file is a script.</summary>
    public static bool IsScript(ReadOnlySpan<char> fileName) => fileName.EndsWith(Extension, StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads the name of a script file.</summary>
    /// <returns>The name, or <see langword="null"/> when it follows no convention.</returns>
    public static MigrationName? ParseFile(string fileName)
    {
        var stem = fileName[..^Extension.Length];
        if (stem.EndsWith(".up", StringComparison.OrdinalIgnoreCase))
        {
            return ParseStem(stem[..^3]);
        }

        return stem.EndsWith(".down", StringComparison.OrdinalIgnoreCase)
            ? ParseStem(stem[..^5]) is { } undone
                ? undone with
                {
                    IsUndo = true,
                }
                : null
            : ParseStem(stem);
    }

    /// <summary>Reads a name without its extension.</summary>
    /// <returns>The name, or <see langword="null"/> when it follows no convention.</returns>
    public static MigrationName? ParseStem(string stem)
    {
        if (stem.StartsWith("R__", StringComparison.OrdinalIgnoreCase) && stem.Length > 3)
        {
            return new MigrationName(stem, null, IsUndo: false);
        }

        if (stem.Length > 1 && stem[0] is 'V' or 'v' or 'U' or 'u' && char.IsAsciiDigit(stem[1]))
        {
            return ParseFlyway(stem);
        }

        return stem.Length > 0 && char.IsAsciiDigit(stem[0]) ? ParsePlain(stem) : null;
    }

    private static MigrationName? ParseFlyway(string stem)
    {
        var end = stem.IndexOf("__", StringComparison.Ordinal);
        var numbers = stem[1..(end < 0 ? stem.Length : end)].Split('.', '_');
        return ToVersion(numbers) is { } version ? new MigrationName(stem, version, IsUndo: stem[0] is 'U' or 'u') : null;
    }

    private static MigrationName? ParsePlain(string stem)
    {
        var (numbers, end) = ReadDashedDate(stem) ?? ReadNumbers(stem);
        if (
            numbers.Length == 1
            && numbers[0].Length == 8
            && ReadTime(stem, end) is { } time
            && MigrationVersion.IsTimestamp(numbers[0] + time)
        )
        {
            numbers[0] += time;
            end += time.Length + 1;
        }

        var terminated = end == stem.Length || stem[end] is '_' or '-' or ' ' or '.';
        return terminated && ToVersion(numbers) is { } version ? new MigrationName(stem, version, IsUndo: false) : null;
    }

    private static MigrationVersion? ToVersion(string[] numbers)
    {
        foreach (var number in numbers)
        {
            if (number.Length is 0 or > MigrationVersion.MaximumDigits || !AllDigits(number))
            {
                return null;
            }
        }

        return MigrationVersion.FromNumbers(numbers);
    }

    /// <summary>Reads <c>1</c>, <c>001</c> or <c>1.2.3</c>.</summary>
    private static (string[] Numbers, int End) ReadNumbers(string stem)
    {
        var end = DigitsEnd(stem, 0);
        if (end + 1 >= stem.Length || stem[end] != '.' || !char.IsAsciiDigit(stem[end + 1]))
        {
            return ([stem[..end]], end);
        }

        var numbers = new List<string> { stem[..end] };
        while (end + 1 < stem.Length && stem[end] == '.' && char.IsAsciiDigit(stem[end + 1]))
        {
            var start = end + 1;
            end = DigitsEnd(stem, start);
            numbers.Add(stem[start..end]);
        }

        return ([.. numbers], end);
    }

    /// <summary>Reads <c>2025-11-11</c> as <c>20251111</c>.</summary>
    private static (string[] Numbers, int End)? ReadDashedDate(string stem)
    {
        const int Length = 10;
        var isDate =
            stem.Length >= Length
            && stem[4] == '-'
            && stem[7] == '-'
            && AllDigits(stem.AsSpan(0, 4))
            && AllDigits(stem.AsSpan(5, 2))
            && AllDigits(stem.AsSpan(8, 2))
            && (stem.Length == Length || !char.IsAsciiDigit(stem[Length]));
        return isDate ? ([string.Concat(stem.AsSpan(0, 4), stem.AsSpan(5, 2), stem.AsSpan(8, 2))], Length) : null;
    }

    /// <summary>Reads the six digits of a time of day after a date, as in <c>20251111_143000_x</c>.</summary>
    private static string? ReadTime(string stem, int end)
    {
        var timeEnd = end + 7;
        return
            timeEnd <= stem.Length
            && stem[end] is '_' or '-' or 'T'
            && AllDigits(stem.AsSpan(end + 1, 6))
            && (timeEnd == stem.Length || !char.IsAsciiDigit(stem[timeEnd]))
            ? stem[(end + 1)..timeEnd]
            : null;
    }

    private static int DigitsEnd(string text, int start)
    {
        var length = text.AsSpan(start).IndexOfAnyExceptInRange('0', '9');
        return length < 0 ? text.Length : start + length;
    }

    private static bool AllDigits(ReadOnlySpan<char> text) => text.IndexOfAnyExceptInRange('0', '9') < 0;
}
