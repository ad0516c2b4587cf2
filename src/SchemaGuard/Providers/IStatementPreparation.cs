using System.Diagnostics.CodeAnalysis;

namespace SchemaGuard.Providers;

/// <summary>
/// The texts of statements that a session prepares once and then runs by name, so that the server parses and plans them once. Everything is text and
/// requires nothing of the driver. Thread-safe.
/// </summary>
[Experimental("SG9001")]
public interface IStatementPreparation
{
    /// <summary>Composes the statement that prepares another one.</summary>
    /// <param name="name">The name of the prepared statement: letters, digits and underscores.</param>
    /// <param name="sql">The statement, with its parameters as <c>@name</c>.</param>
    /// <param name="parameters">
    /// All its parameters, in the order in which <see cref="Execute"/> passes them. A value determines the type: <see cref="long"/>,
    /// <see cref="int"/>, <see cref="double"/> or <see cref="string"/>; the server determines that of <see langword="null"/>.
    /// </param>
    string Prepare(string name, string sql, ReadOnlySpan<(string Name, object? Value)> parameters);

    /// <summary>Composes the statement that runs a prepared one.</summary>
    /// <param name="name">The name of the prepared statement.</param>
    /// <param name="parameters">The values, in the order of the parameters of <see cref="Prepare"/>.</param>
    string Execute(string name, ReadOnlySpan<(string Name, object? Value)> parameters);

    /// <summary>Composes the statement that removes a prepared one from the session.</summary>
    string Forget(string name);
}
