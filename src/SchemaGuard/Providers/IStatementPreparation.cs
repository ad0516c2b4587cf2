using System.Diagnostics.CodeAnalysis;

namespace SchemaGuard.Providers;

/// <summary>
/// Writes statements that a session prepares once and then runs by their name, so that the server reads and plans them once. Everything is text: it needs
/// nothing of a driver. Thread-safe.
/// </summary>
[Experimental("SG9001")]
public interface IStatementPreparation
{
    /// <summary>Composes the statement that prepares another one.</summary>
    /// <param name="name">Its name: letters, digits and underscores.</param>
    /// <param name="sql">The statement, with its parameters as <c>@name</c>.</param>
    /// <param name="parameters">
    /// All parameters that it has, in the order in which <see cref="Execute"/> gives them. A value tells the type: <see cref="long"/>, <see cref="int"/>,
    /// <see cref="double"/> or <see cref="string"/>; that of <see langword="null"/> is for the server to find.
    /// </param>
    string Prepare(string name, string sql, ReadOnlySpan<(string Name, object? Value)> parameters);

    /// <summary>Composes the statement that runs a prepared one.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="parameters">The values, in the order in which it was prepared with them.</param>
    string Execute(string name, ReadOnlySpan<(string Name, object? Value)> parameters);

    /// <summary>Composes the statement by which the session forgets a prepared one.</summary>
    string Forget(string name);
}
