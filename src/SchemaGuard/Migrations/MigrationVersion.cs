using System.Globalization;

namespace SchemaGuard.Migrations;

/// <summary>
/// The version of a migration: one or more numbers, compared number by number, so that <c>9</c> comes before <c>10</c> and <c>1.2</c>
/// before <c>1.10</c>. Trailing and leading zeros do not count: <c>1.0</c>, <c>1</c> and <c>001</c> are the same. Dates and timestamps (8,
/// 12, 14 or 17 digits) are compared as points in time, whatever their length.
/// </summary>
internal sealed class MigrationVersion : IComparable<MigrationVersion>, IEquatable<MigrationVersion>
{
    /// <summary>The maximum number of digits of a number in a version, which fits in 64 bits.</summary>
    internal const int MaximumDigits = 19;

    private const int TimestampDigits = 17;
    private const int DayDigits = 8;
    private readonly ulong _first;
    private readonly ulong[] _rest;

    private MigrationVersion(ulong first, ulong[] rest, bool isDay)
    {
        _first = first;
        _rest = rest;
        IsDay = isDay;
    }

    /// <summary>
    /// Gets whether the version is only a day, such as <c>20251111</c>. Several migrations may share a day: their full names distinguish
    /// and order them.
    /// </summary>
    public bool IsDay { get; }

    /// <summary>Creates a version from its numbers as written.</summary>
    /// <param name="numbers">The digits of each number, at most 19.</param>
    internal static MigrationVersion FromNumbers(ReadOnlySpan<string> numbers)
    {
        var end = numbers.Length;
        while (end > 1 && numbers[end - 1].AsSpan().IndexOfAnyExcept('0') < 0)
        {
            end--;
        }

        ulong[] rest = end == 1 ? [] : new ulong[end - 1];
        for (var i = 1; i < end; i++)
        {
            rest[i - 1] = Parse(numbers[i]);
        }

        // The canonical form has no leading zeros, and what is read back must equal what was written.
        var text = numbers[0].TrimStart('0');
        text = text.Length == 0 ? "0" : text;
        var isTimestamp = IsTimestamp(text);
        var first = isTimestamp ? Parse(text.PadRight(TimestampDigits, '0')) : Parse(text);
        return new MigrationVersion(first, rest, isTimestamp && text.Length == DayDigits && end == 1);
    }

    /// <inheritdoc/>
    public int CompareTo(MigrationVersion? other)
    {
        if (other is null)
        {
            return 1;
        }

        var order = _first.CompareTo(other._first);
        return order != 0 ? order : _rest.AsSpan().SequenceCompareTo(other._rest);
    }

    /// <inheritdoc/>
    public bool Equals(MigrationVersion? other) => other is not null && CompareTo(other) == 0;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as MigrationVersion);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_first, _rest.Length);

    /// <summary>Returns the canonical form of the version: numbers joined by dots, timestamps with 17 digits, days with 8.</summary>
    public override string ToString()
    {
        var head = IsDay ? (_first / 1_000_000_000).ToString(CultureInfo.InvariantCulture) : _first.ToString(CultureInfo.InvariantCulture);
        return _rest.Length == 0 ? head : head + "." + string.Join('.', _rest);
    }

    /// <summary>Determines whether the first version is lower.</summary>
    public static bool operator <(MigrationVersion? left, MigrationVersion? right) =>
        Comparer<MigrationVersion>.Default.Compare(left, right) < 0;

    /// <summary>Determines whether the first version is higher.</summary>
    public static bool operator >(MigrationVersion? left, MigrationVersion? right) => right < left;

    /// <summary>Determines whether the first version is lower or the same.</summary>
    public static bool operator <=(MigrationVersion? left, MigrationVersion? right) => !(right < left);

    /// <summary>Determines whether the first version is higher or the same.</summary>
    public static bool operator >=(MigrationVersion? left, MigrationVersion? right) => !(left < right);

    /// <summary>Determines whether two versions are the same.</summary>
    public static bool operator ==(MigrationVersion? left, MigrationVersion? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Determines whether two versions differ.</summary>
    public static bool operator !=(MigrationVersion? left, MigrationVersion? right) => !(left == right);

    /// <summary>Determines whether a text has the form that <see cref="FromCanonical"/> reads.</summary>
    /// <param name="text">The text.</param>
    internal static bool IsCanonical(string text) =>
        Array.TrueForAll(text.Split('.'), number => ulong.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out _));

    /// <summary>Reads a version from its canonical form, which the history stores.</summary>
    /// <param name="text">The canonical form.</param>
    internal static MigrationVersion FromCanonical(string text) => FromNumbers(text.Split('.'));

    private static ulong Parse(string digits) => ulong.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>Determines whether digits are a date, with or without a time of day.</summary>
    internal static bool IsTimestamp(string digits) =>
        digits.Length is 8 or 12 or 14 or TimestampDigits
        && Number(digits, 0, 4) is >= 1970 and <= 2199
        && Number(digits, 4, 2) is >= 1 and <= 12
        && Number(digits, 6, 2) is >= 1 and <= 31
        && (digits.Length < 12 || (Number(digits, 8, 2) < 24 && Number(digits, 10, 2) < 60))
        && (digits.Length < 14 || Number(digits, 12, 2) < 60);

    private static int Number(string digits, int start, int length) =>
        int.Parse(digits.AsSpan(start, length), NumberStyles.None, CultureInfo.InvariantCulture);
}
