namespace SchemaGuard.Cli.Drivers;

/// <summary>The target frameworks that this runtime can load, as packages spell them.</summary>
internal static class TargetFrameworks
{
    /// <summary>Gets the frameworks by the names of package folders, best first.</summary>
    public static IReadOnlyList<string> Loadable { get; } =
    ["net10.0", "net9.0", "net8.0", "net7.0", "net6.0", "netstandard2.1", "netstandard2.0"];

    /// <summary>Chooses the item whose framework is the best that this runtime can load.</summary>
    /// <returns>The item, or <see langword="null"/> if none can be loaded.</returns>
    public static T? Best<T>(IReadOnlyCollection<T> items, Func<T, string> frameworkOf)
        where T : class =>
        Loadable
            .Select(framework => items.FirstOrDefault(item => IsSame(frameworkOf(item), framework)))
            .FirstOrDefault(item => item is not null);

    /// <summary>Compares a spelling with a folder's name: a .nuspec also writes <c>.NETStandard2.0</c>.</summary>
    private static bool IsSame(string spelling, string framework) =>
        spelling.TrimStart('.').Equals(framework, StringComparison.OrdinalIgnoreCase);
}
