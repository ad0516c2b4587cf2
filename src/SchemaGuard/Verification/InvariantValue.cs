using System.Globalization;

namespace SchemaGuard.Verification;

/// <summary>Reads what an invariant's query gave, whatever type the driver made of it.</summary>
internal static class InvariantValue
{
    /// <summary>Determines whether a value is a number, and this one.</summary>
    public static bool Is(object? value, long expected) => IsWithin(value, expected, expected);

    /// <summary>Determines whether a value is a number, and one of two or between them.</summary>
    public static bool IsWithin(object? value, long least, long most) =>
        value switch
        {
            double or float => Convert.ToDouble(value, CultureInfo.InvariantCulture) is var number && number >= least && number <= most,
            bool or sbyte or byte or short or ushort or int or uint or long or ulong or decimal => Convert.ToDecimal(
                value,
                CultureInfo.InvariantCulture
            )
                is var number
                && number >= least
                && number <= most,
            _ => false,
        };

    /// <summary>Shows a number; anything else might be data, and is only said to be something else.</summary>
    public static string Show(object? value) =>
        value switch
        {
            null => "no row",
            DBNull => "NULL",
            bool => Is(value, 1) ? "1" : "0",
            sbyte or byte or short or ushort or int or uint or long or ulong or decimal or double or float => Convert.ToString(
                value,
                CultureInfo.InvariantCulture
            )!,
            _ => "no number",
        };
}
