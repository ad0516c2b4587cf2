using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace SchemaGuard.Cli.Drivers;

/// <summary>The version of a NuGet package, ordered as NuGet does: by numbers, with prereleases before their release.</summary>
/// <param name="Numbers">The numbers, always four.</param>
/// <param name="Prerelease">The text after the dash; empty for a stable version.</param>
internal sealed record PackageVersion(Version Numbers, string Prerelease)
{
    private static readonly Version Zero = new(0, 0, 0, 0);

    /// <summary>Gets the order, lowest first.</summary>
    public static Comparer<PackageVersion> Order { get; } = Comparer<PackageVersion>.Create(Compare);

    public bool IsStable => Prerelease.Length == 0;

    /// <summary>Reads a version such as <c>2.5</c>, <c>2.5.0</c> or <c>2.5.0-beta.1</c>.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out PackageVersion? version)
    {
        version = null;
        var parts = text.Split('+')[0].Split('-', 2);
        var dots = parts[0].Count(character => character == '.');
        if (!parts[0].All(character => char.IsAsciiDigit(character) || character == '.') || dots > 3)
        {
            return false;
        }

        if (!Version.TryParse(parts[0] + string.Concat(Enumerable.Repeat(".0", 3 - dots)), out var numbers))
        {
            return false;
        }

        var prerelease = parts.Length == 2 ? parts[1] : "";
        version = new PackageVersion(numbers, prerelease.ToLowerInvariant());
        return parts.Length == 1 || prerelease.Split('.').All(word => word.Length > 0);
    }

    /// <summary>Reads the lowest version that a dependency allows: <c>2.5.0</c>, <c>[2.5.0]</c> or <c>[2.5.0, 3.0.0)</c>.</summary>
    public static PackageVersion LowestOf(string range) =>
        TryParse(range.Trim('[', '(', ']', ')', ' ').Split(',')[0].Trim(), out var lowest) ? lowest : new PackageVersion(Zero, "");

    /// <summary>Writes the version as NuGet names its folder.</summary>
    public override string ToString() =>
        (Numbers.Revision == 0 ? Numbers.ToString(3) : Numbers.ToString()) + (IsStable ? "" : "-" + Prerelease);

    private static int Compare(PackageVersion left, PackageVersion right)
    {
        var numbers = left.Numbers.CompareTo(right.Numbers);
        if (numbers != 0 || left.Prerelease == right.Prerelease)
        {
            return numbers;
        }

        if (left.IsStable || right.IsStable)
        {
            return left.IsStable ? 1 : -1;
        }

        var (words, others) = (left.Prerelease.Split('.'), right.Prerelease.Split('.'));
        var different = words.Zip(others, CompareWords).FirstOrDefault(order => order != 0);
        return different != 0 ? different : words.Length.CompareTo(others.Length);
    }

    private static int CompareWords(string left, string right) =>
        (
            int.TryParse(left, NumberStyles.None, CultureInfo.InvariantCulture, out var number),
            int.TryParse(right, NumberStyles.None, CultureInfo.InvariantCulture, out var other)
        ) switch
        {
            (true, true) => number.CompareTo(other),
            (true, false) => -1,
            (false, true) => 1,
            _ => string.CompareOrdinal(left, right),
        };
}
