using System.Diagnostics.CodeAnalysis;
using SchemaGuard.Findings;

namespace SchemaGuard.Providers;

/// <summary>The values from which a provider is created.</summary>
[Experimental("SG9001")]
public sealed class ProviderContext
{
    private readonly Func<string, string?> _findConnectionString;

    internal ProviderContext(
        string guard,
        SchemaGuardOptions options,
        IServiceProvider services,
        Func<string, string?> findConnectionString
    )
    {
        Guard = guard;
        Options = options;
        Services = services;
        _findConnectionString = findConnectionString;
    }

    /// <summary>Gets the guard's name.</summary>
    public string Guard { get; }

    /// <summary>Gets the guard's options.</summary>
    public SchemaGuardOptions Options { get; }

    /// <summary>Gets the host's services.</summary>
    public IServiceProvider Services { get; }

    /// <summary>
    /// Finds the connection string: that of the options, or else the one given in code. A text without <c>=</c> and without <c>://</c> is the name of
    /// an entry of section <c>ConnectionStrings</c>.
    /// </summary>
    /// <param name="given">The one given in code.</param>
    /// <returns>The connection string, or <see langword="null"/> if there is none.</returns>
    /// <exception cref="SchemaGuardConfigurationException">The text names an entry that does not exist.</exception>
    public string? FindConnectionString(string? given) => Resolve(Options.ConnectionString ?? given);

    /// <summary>Finds the connection string for migrating, if the options have a separate one.</summary>
    /// <returns>The connection string, or <see langword="null"/> if there is none.</returns>
    /// <exception cref="SchemaGuardConfigurationException">The text names an entry that does not exist.</exception>
    public string? FindMigrationConnectionString() => Resolve(Options.MigrationConnectionString);

    private string? Resolve(string? text) =>
        text is null || text.Contains('=', StringComparison.Ordinal) || ConnectionUrl.IsUrl(text)
            ? text
            : _findConnectionString(text) ?? throw new SchemaGuardConfigurationException(Guard, [UnknownConnectionString]);

    private static string UnknownConnectionString =>
        "The connection string has no '=' and no '://', so it is "
        + Wording.Of(
            "read as the name of an entry in section ConnectionStrings, which does not exist. Add the entry, or write the connection string itself.",
            "neither a connection string nor a URL. Write one, such as \"Data Source=app.db\" or sqlite:///app.db."
        );
}
