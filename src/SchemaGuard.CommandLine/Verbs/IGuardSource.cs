using System.CommandLine;

namespace SchemaGuard.CommandLine;

/// <summary>The source of the guard that the verbs work on: that of an application, or one created from options.</summary>
public interface IGuardSource
{
    /// <summary>
    /// Gets whether the guards are those of an application. Messages then name its code and configuration, and otherwise the options of the command
    /// line.
    /// </summary>
    bool IsApplication { get; }

    /// <summary>Gets the options by which the guard is chosen. Each verb takes them in addition to its own.</summary>
    IReadOnlyList<Option> Options { get; }

    /// <summary>Opens the guard that the options choose.</summary>
    /// <param name="arguments">The parsed command line.</param>
    /// <exception cref="SchemaGuardConfigurationException">The options are not valid.</exception>
    OpenedGuard Open(ParseResult arguments);
}
