using System.Globalization;
using SchemaGuard.Verification.Expectations;

namespace SchemaGuard;

/// <summary>The expected result of the query of an invariant. A number converts to <see cref="Value"/>. Immutable.</summary>
public sealed class Expect
{
    private readonly int? _rows;
    private readonly long _least;
    private readonly long _most;
    private readonly string? _text;

    private Expect(int? rows, string? text) => (_rows, _text) = (rows, text);

    private Expect(long least, long most) => (_least, _most) = (least, most);

    /// <summary>Gets the expectation of no rows: the query lists what must not exist.</summary>
    public static Expect NoRows { get; } = Rows(0);

    /// <summary>Gets how many rows must be read to determine whether the expectation is met.</summary>
    internal int RowsToRead => (_rows ?? 0) + 1;

    /// <summary>Expects a number of rows.</summary>
    /// <param name="count">The number.</param>
    public static Expect Rows(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return new Expect(count, text: null);
    }

    /// <summary>Expects a number in the first column of the first row.</summary>
    /// <param name="number">The number.</param>
    public static Expect Value(long number) => new(number, number);

    /// <summary>Expects a number in the first column of the first row that is not smaller than the given one.</summary>
    /// <param name="least">The smallest valid number.</param>
    public static Expect AtLeast(long least) => new(least, long.MaxValue);

    /// <summary>Expects a number in the first column of the first row that is not greater than the given one.</summary>
    /// <param name="most">The greatest valid number.</param>
    public static Expect AtMost(long most) => new(long.MinValue, most);

    /// <summary>Expects a number in the first column of the first row in a range that includes both ends.</summary>
    /// <param name="least">The smallest valid number.</param>
    /// <param name="most">The greatest valid number.</param>
    public static Expect Between(long least, long most)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(least, most);
        return new Expect(least, most);
    }

    /// <summary>Expects a text in the first column of the first row.</summary>
    /// <param name="text">The text.</param>
    public static Expect Text(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new Expect(rows: null, text);
    }

    /// <summary>Expects a number in the first column of the first row.</summary>
    /// <param name="number">The number.</param>
    public static implicit operator Expect(long number) => Value(number);

    /// <inheritdoc/>
    public override string ToString() =>
        _rows is { } rows ? Count(rows)
        : _text is not null ? "another text"
        : (_least, _most) switch
        {
            var (least, most) when least == most => Number(least),
            (long.MinValue, var most) => "at most " + Number(most),
            (var least, long.MaxValue) => "at least " + Number(least),
            var (least, most) => $"{Number(least)} to {Number(most)}",
        };

    /// <summary>Determines whether the result of a query is as expected.</summary>
    internal bool IsMet(int rows, object? first) =>
        _rows is { } count ? rows == count
        : _text is { } text ? rows > 0 && text.Equals(first as string, StringComparison.Ordinal)
        : InvariantValue.IsWithin(first, _least, _most);

    /// <summary>Describes the result of a query, without anything that might be data.</summary>
    internal string Show(int rows, object? first) =>
        _rows is null ? InvariantValue.Show(first)
        : rows >= RowsToRead ? "at least " + Count(rows)
        : Count(rows);

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Count(int rows) =>
        rows switch
        {
            0 => "no row",
            1 => "1 row",
            _ => string.Create(CultureInfo.InvariantCulture, $"{rows} rows"),
        };
}
