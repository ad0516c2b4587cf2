using System.Globalization;

namespace SchemaGuard.Verification;

/// <summary>Reads what an invariant's query gave, whatever type the driver made of it.</summary>
internal static class InvariantValue
{
    /// <summary>Says whether a value is a number, and this one.</summary>
    public static bool Is(object? value, long expected) =>
        value switch
        {
            double or float => Convert.ToDouble(value, CultureInfo.InvariantCulture).Equals((double)expected),
            bool or sbyte or byte or short or ushort or int or uint or long or ulong or decimal => Convert.ToDecimal(
                value,
                CultureInfo.InvariantCulture
            ) == expected,
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
