using System.CommandLine;

namespace SchemaGuard.CommandLine;

/// <summary>Gives the verbs the guard that they work on: that of an application, or one made from options.</summary>
public interface IGuardSource
{
    /// <summary>Gets the options by which the guard is chosen; each verb takes them besides its own.</summary>
    IReadOnlyList<Option> Options { get; }

    /// <summary>Opens the guard that the options choose.</summary>
    /// <param name="arguments">The parsed command line.</param>
    /// <exception cref="SchemaGuardConfigurationException">The options are wrong.</exception>
    OpenedGuard Open(ParseResult arguments);
}
