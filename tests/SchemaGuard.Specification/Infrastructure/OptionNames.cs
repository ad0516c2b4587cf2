using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace SchemaGuard.Specification.Infrastructure;

/// <summary>
/// The names in a sentence that only an application's code and configuration know: options, methods that register, and their types. They are read
/// from the packages' public types, so that a new one is known without further work.
/// </summary>
public static partial class OptionNames
{
    private static readonly Regex Names = new(
        $@"\b(?:{string.Join('|', Types().SelectMany(NamesOf).Where(IsUnmistakable).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))})\b"
            + $@"|\b(?:[Oo]ption|[Ss]et|[Rr]aise|[Ww]ith) "
            + $@"(?:{string.Join('|', Types().Where(IsOptions).SelectMany(PropertiesOf).Distinct(StringComparer.Ordinal))})\b"
            + @"|\bSchemaGuard:\w+|<(?:Content|EmbeddedResource) |\b(?:EmbeddedResource|ConnectionStrings|(?:Db|Npgsql)DataSource)\b",
        RegexOptions.CultureInvariant,
        TimeSpan.FromSeconds(5)
    );

    /// <summary>Finds the names.</summary>
    public static IReadOnlyList<string> In(string text) => [.. Names.Matches(text).Select(match => match.Value)];

    /// <summary>Finds options of the command line, such as <c>--timeout</c>.</summary>
    public static IReadOnlyList<string> OfCommandLine(string text) =>
        [.. CommandLineOption().Matches(OtherProgram().Replace(text, "")).Select(match => match.Value).Distinct(StringComparer.Ordinal)];

    private static IEnumerable<Type> Types() =>
        Directory
            .EnumerateFiles(AppContext.BaseDirectory, "SchemaGuard*.dll")
            .Select(path => Path.GetFileNameWithoutExtension(path))
            .Where(name =>
                !name.Contains("Test", StringComparison.Ordinal) && name is not ("SchemaGuard.Specification" or "SchemaGuard.Servers")
            )
            .SelectMany(name => Assembly.Load(new AssemblyName(name)).GetExportedTypes());

    private static IEnumerable<string> NamesOf(Type type) =>
        IsOptions(type) ? [type.Name, .. PropertiesOf(type)]
        : type.IsEnum ? [type.Name]
        : type.Name.EndsWith("Builder", StringComparison.Ordinal) ? MethodsOf(type, BindingFlags.Instance)
        : type.IsDefined(typeof(ExtensionAttribute), inherit: false)
        && type.Namespace?.StartsWith("Microsoft.", StringComparison.Ordinal) == true
            ? MethodsOf(type, BindingFlags.Static)
        : [];

    private static bool IsOptions(Type type) => type.Name.EndsWith("Options", StringComparison.Ordinal);

    private static IEnumerable<string> PropertiesOf(Type type) => type.GetProperties().Select(property => property.Name);

    private static IEnumerable<string> MethodsOf(Type type, BindingFlags kind) =>
        type.GetMethods(kind | BindingFlags.Public | BindingFlags.DeclaredOnly)
            .Where(method => !method.IsSpecialName)
            .Select(method => method.Name);

    /// <summary>Determines whether a name cannot be a word of a sentence.</summary>
    private static bool IsUnmistakable(string name) => name.Skip(1).Any(char.IsUpper);

    [GeneratedRegex("(?<![-\\w])--[a-z][a-z-]*", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex CommandLineOption();

    [GeneratedRegex("'dotnet [^']*'", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex OtherProgram();
}
