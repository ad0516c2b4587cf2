using SchemaGuard.Findings;

namespace SchemaGuard;

/// <summary>The exception that is thrown when a guard's configuration or migration files are wrong. It contains all problems at once.</summary>
public sealed class SchemaGuardConfigurationException : SchemaGuardException
{
    /// <summary>Initializes a new instance with all problems of one guard.</summary>
    /// <param name="guard">The guard's name.</param>
    /// <param name="problems">One or more whole sentences for each problem: what is wrong, where, and what to write instead.</param>
    public SchemaGuardConfigurationException(string guard, IReadOnlyList<string> problems)
        : base(guard, null, Compose(guard, problems), null) => Problems = [.. problems.Select(problem => PrintableText.Line(problem))];

    private SchemaGuardConfigurationException(string guard, string[] problems, Exception? inner)
        : base(guard, null, Compose(guard, problems), inner) => Problems = [.. problems.Select(problem => PrintableText.Line(problem))];

    /// <summary>Gets the problems, each with what to write instead.</summary>
    public IReadOnlyList<string> Problems { get; }

    /// <inheritdoc/>
    public override int ExitCode => ExitCodes.Configuration;

    /// <summary>Creates the exception for an unexpected one, such as from a factory of the application.</summary>
    internal static SchemaGuardConfigurationException Unexpected(string guard, Exception exception) =>
        new(guard, [UnexpectedMessages.Of(exception)], exception);

    /// <summary>Creates the exception from all problems and the exception behind one of them.</summary>
    internal static SchemaGuardConfigurationException Of(string guard, IReadOnlyList<string> problems, Exception? cause) =>
        new(guard, [.. problems], cause);

    private static string Compose(string guard, IReadOnlyList<string> problems) =>
        problems.Count == 1
            ? $"Schema guard '{guard}' is not configured correctly. {problems[0]}"
            : $"Schema guard '{guard}' is not configured correctly. There are {problems.Count} problems. {string.Join(" ", problems)}";
}
