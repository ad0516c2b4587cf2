using System.Globalization;
using SchemaGuard.Verification;

namespace SchemaGuard;

/// <summary>Says what the query of an invariant must give. A number stands for <see cref="Value"/>. Immutable.</summary>
public sealed class Expect
{
    private readonly int? _rows;
    private readonly long _number;
    private readonly string? _text;

    private Expect(int? rows, long number, string? text) => (_rows, _number, _text) = (rows, number, text);

    /// <summary>Gets the expectation of no row at all: the query lists what must not be.</summary>
    public static Expect NoRows { get; } = Rows(0);

    /// <summary>Gets how many rows have to be read to know whether the expectation is met.</summary>
    internal int RowsToRead => (_rows ?? 0) + 1;

    /// <summary>Expects a number of rows.</summary>
    /// <param name="count">The number.</param>
    public static Expect Rows(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return new Expect(count, number: 0, text: null);
    }

    /// <summary>Expects a number in the first column of the first row.</summary>
    /// <param name="number">The number.</param>
    public static Expect Value(long number) => new(rows: null, number, text: null);

    /// <summary>Expects a text in the first column of the first row.</summary>
    /// <param name="text">The text.</param>
    public static Expect Text(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new Expect(rows: null, number: 0, text);
    }

    /// <summary>Expects a number in the first column of the first row.</summary>
    /// <param name="number">The number.</param>
    public static implicit operator Expect(long number) => Value(number);

    /// <inheritdoc/>
    public override string ToString() =>
        _rows is { } rows ? Count(rows)
        : _text is not null ? "another text"
        : _number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Says whether what a query gave is as expected.</summary>
    internal bool IsMet(int rows, object? first) =>
        _rows is { } count ? rows == count
        : _text is { } text ? rows > 0 && text.Equals(first as string, StringComparison.Ordinal)
        : InvariantValue.Is(first, _number);

    /// <summary>Shows what a query gave, without anything that might be data.</summary>
    internal string Show(int rows, object? first) =>
        _rows is null ? InvariantValue.Show(first)
        : rows >= RowsToRead ? "at least " + Count(rows)
        : Count(rows);

    private static string Count(int rows) =>
        rows switch
        {
            0 => "no row",
            1 => "1 row",
            _ => string.Create(CultureInfo.InvariantCulture, $"{rows} rows"),
        };
}
