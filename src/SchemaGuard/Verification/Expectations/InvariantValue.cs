using System.Globalization;

namespace SchemaGuard.Verification.Expectations;

/// <summary>The value that an invariant's query returned, in whatever type the driver chose.</summary>
internal static class InvariantValue
{
    /// <summary>Determines whether a value is the given number.</summary>
    public static bool Is(object? value, long expected) => IsWithin(value, expected, expected);

    /// <summary>Determines whether a value is a number in a range that includes both ends.</summary>
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

    /// <summary>Describes a value: a number as it is. Anything else might be data and is only described as not being a number.</summary>
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
