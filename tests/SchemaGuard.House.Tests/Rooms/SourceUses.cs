using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SchemaGuard.House.Tests.Rooms;

/// <summary>The types that the source files of a project use, as the compiler understands them.</summary>
internal static class SourceUses
{
    private const string ImplicitUsings =
        "global using System; global using System.IO; global using System.Linq; global using System.Collections.Generic; "
        + "global using System.Threading; global using System.Threading.Tasks; global using System.Net.Http;";

    private static readonly CSharpParseOptions Options = new(LanguageVersion.Preview);

    private static readonly ConcurrentDictionary<string, Lazy<IReadOnlyList<SourceUse>>> Known = new(StringComparer.Ordinal);

    /// <summary>Reads the sources of a project, once.</summary>
    public static IReadOnlyList<SourceUse> Of(SourceProject project) =>
        Known.GetOrAdd(project.Name, _ => new Lazy<IReadOnlyList<SourceUse>>(() => Read(project))).Value;

    private static IReadOnlyList<SourceUse> Read(SourceProject project) =>
        Of(
            project.Name,
            Repository
                .Files(Repository.Shown(project.Folder), "*.cs")
                .Select(path => (Path.GetRelativePath(project.Folder, path).Replace('\\', '/'), File.ReadAllText(path)))
        );

    /// <summary>Reads sources.</summary>
    /// <param name="assembly">The assembly's name, which decides whose internal types it sees.</param>
    /// <param name="sources">The files, each with its path and its text.</param>
    public static IReadOnlyList<SourceUse> Of(string assembly, IEnumerable<(string Path, string Text)> sources)
    {
        var trees = sources.Select(source => CSharpSyntaxTree.ParseText(source.Text, Options, source.Path)).ToList();
        var compilation = CSharpCompilation.Create(
            assembly,
            [.. trees, CSharpSyntaxTree.ParseText(ImplicitUsings, Options)],
            References(assembly),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable)
        );
        return [.. trees.SelectMany(tree => UsesOf(tree, compilation.GetSemanticModel(tree))).Distinct()];
    }

    private static IEnumerable<PortableExecutableReference> References(string assembly) =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetFileNameWithoutExtension(path) != assembly)
            .Select(path => MetadataReference.CreateFromFile(path));

    private static IEnumerable<SourceUse> UsesOf(SyntaxTree tree, SemanticModel model) =>
        tree.GetRoot()
            .DescendantNodes()
            .OfType<SimpleNameSyntax>()
            .Select(name => TypeOf(model.GetSymbolInfo(name)))
            .OfType<INamedTypeSymbol>()
            .Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default)
            .Select(type => new SourceUse(tree.FilePath, type.ToDisplayString(), FileOf(type)))
            .Where(use => use.UsedFile != use.File);

    private static INamedTypeSymbol? TypeOf(SymbolInfo info)
    {
        var symbol = info.Symbol ?? info.CandidateSymbols.FirstOrDefault();
        var type = symbol as INamedTypeSymbol ?? symbol?.ContainingType;
        while (type?.ContainingType is { } outer)
        {
            type = outer;
        }

        return type?.OriginalDefinition;
    }

    private static string? FileOf(INamedTypeSymbol type) => type.Locations.FirstOrDefault(place => place.IsInSource)?.SourceTree!.FilePath;
}
