using SchemaGuard.Failures;
using SchemaGuard.Providers.Errors;

namespace SchemaGuard;

/// <summary>Reports everything that is wrong with a guard's configuration or migration files, all at once.</summary>
public sealed class SchemaGuardConfigurationException : SchemaGuardException
{
    /// <summary>Composes the exception from all problems of one guard.</summary>
    /// <param name="guard">The guard's name.</param>
    /// <param name="problems">One whole sentence or more for each problem: what is wrong, where, and what to write instead.</param>
    public SchemaGuardConfigurationException(string guard, IReadOnlyList<string> problems)
        : base(guard, null, Messages.Configuration(guard, problems), null) =>
        Problems = [.. problems.Select(problem => PrintableText.Line(problem))];

    private SchemaGuardConfigurationException(string guard, string[] problems, Exception? inner)
        : base(guard, null, Messages.Configuration(guard, problems), inner) =>
        Problems = [.. problems.Select(problem => PrintableText.Line(problem))];

    /// <summary>Gets the problems, each with what to write instead.</summary>
    public IReadOnlyList<string> Problems { get; }

    /// <inheritdoc/>
    public override int ExitCode => ExitCodes.Configuration;

    /// <summary>Makes a sentence of what nobody foresaw, such as a factory of the application that throws.</summary>
    internal static SchemaGuardConfigurationException Unexpected(string guard, Exception exception) =>
        new(guard, [UnexpectedMessages.Of(exception)], exception);

    /// <summary>Composes the exception from all problems, and what was thrown for one of them.</summary>
    internal static SchemaGuardConfigurationException Of(string guard, IReadOnlyList<string> problems, Exception? cause) =>
        new(guard, [.. problems], cause);
}
