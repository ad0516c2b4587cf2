using System.CommandLine;

namespace SchemaGuard.CommandLine;

/// <summary>Gives the verbs the guard that they work on: that of an application, or one made from options.</summary>
public interface IGuardSource
{
    /// <summary>
    /// Gets whether the guards are those of an application: what to do is then said in the words of its code and configuration, else in options of
    /// the command line.
    /// </summary>
    bool IsApplication { get; }

    /// <summary>Gets the options by which the guard is chosen; each verb takes them besides its own.</summary>
    IReadOnlyList<Option> Options { get; }

    /// <summary>Opens the guard that the options choose.</summary>
    /// <param name="arguments">The parsed command line.</param>
    /// <exception cref="SchemaGuardConfigurationException">The options are wrong.</exception>
    OpenedGuard Open(ParseResult arguments);
}
