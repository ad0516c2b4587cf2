using System.Data.Common;
using System.Globalization;

namespace SchemaGuard.TestApp.Faults;

/// <summary>
/// Wraps a driver's factory so that the process dies at boundaries of what it does to a database: before and after each statement that is not
/// a pure read, and before and after each commit. Tests start the process again and again; each boundary kills it once.
/// </summary>
public sealed class FaultyFactory : DbProviderFactory
{
    private readonly DbProviderFactory _inner;
    private readonly Boundaries _boundaries;

    private FaultyFactory(DbProviderFactory inner, Boundaries boundaries) => (_inner, _boundaries) = (inner, boundaries);

    /// <inheritdoc/>
    public override bool CanCreateCommandBuilder => _inner.CanCreateCommandBuilder;

    /// <inheritdoc/>
    public override bool CanCreateDataAdapter => _inner.CanCreateDataAdapter;

    /// <summary>Wraps a factory where the environment asks for faults: <c>FAULTS_FILE</c> names the file of the boundaries that were met,
    /// <c>FAULTS_STRIDE</c> says that one in so many kills.</summary>
    /// <returns>The wrapped factory, or the factory itself.</returns>
    public static DbProviderFactory Wrap(DbProviderFactory inner)
    {
        if (Environment.GetEnvironmentVariable("FAULTS_FILE") is not { Length: > 0 } file)
        {
            return inner;
        }

        var stride = Environment.GetEnvironmentVariable("FAULTS_STRIDE") is { Length: > 0 } text
            ? ulong.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture)
            : 1;
        return new FaultyFactory(inner, new Boundaries(file, stride));
    }

    /// <inheritdoc/>
    public override DbConnection? CreateConnection() =>
        _inner.CreateConnection() is { } connection ? new FaultyConnection(connection, this, _boundaries) : null;

    /// <inheritdoc/>
    public override DbCommand? CreateCommand() =>
        _inner.CreateCommand() is { } command ? new FaultyCommand(command, null, _boundaries) : null;

    /// <inheritdoc/>
    public override DbParameter? CreateParameter() => _inner.CreateParameter();

    /// <inheritdoc/>
    public override DbConnectionStringBuilder? CreateConnectionStringBuilder() => _inner.CreateConnectionStringBuilder();

    /// <inheritdoc/>
    public override DbCommandBuilder? CreateCommandBuilder() => _inner.CreateCommandBuilder();

    /// <inheritdoc/>
    public override DbDataAdapter? CreateDataAdapter() => _inner.CreateDataAdapter();
}
