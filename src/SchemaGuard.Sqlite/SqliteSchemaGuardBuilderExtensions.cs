using System.Data.Common;
using Microsoft.Data.Sqlite;
using SchemaGuard;
using SchemaGuard.Providers;
using SchemaGuard.Sqlite;
using SchemaGuard.Sqlite.Connecting;
using SchemaGuard.Sqlite.Errors;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Extension methods that choose SQLite as the database of a guard.</summary>
public static class SqliteSchemaGuardBuilderExtensions
{
    /// <summary>
    /// Uses the connection string of the configuration (<c>SchemaGuard:ConnectionString</c>), or else the <see cref="DbDataSource"/> in the
    /// container.
    /// </summary>
    /// <param name="builder">The guard.</param>
    /// <param name="configure">Sets the options that only SQLite has.</param>
    public static SchemaGuardBuilder UseSqlite(this SchemaGuardBuilder builder, Action<SqliteGuardOptions>? configure = null) =>
        builder.UseProvider(context => Create(context, given: null, configure));

    /// <summary>Uses a connection string.</summary>
    /// <param name="builder">The guard.</param>
    /// <param name="connectionString">An ADO.NET string such as <c>Data Source=app.db</c>, a URL (<c>sqlite:///app.db</c> relative,
    /// <c>sqlite:////data/app.db</c> absolute), or the name of an entry of section <c>ConnectionStrings</c>. <c>SchemaGuard:ConnectionString</c>
    /// overrides it.</param>
    /// <param name="configure">Sets the options that only SQLite has.</param>
    public static SchemaGuardBuilder UseSqlite(
        this SchemaGuardBuilder builder,
        string connectionString,
        Action<SqliteGuardOptions>? configure = null
    )
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        return builder.UseProvider(context => Create(context, connectionString, configure));
    }

    private static SqliteProvider Create(ProviderContext context, string? given, Action<SqliteGuardOptions>? configure)
    {
        var options = new SqliteGuardOptions();
        configure?.Invoke(options);
        if (context.Options.MigrationConnectionString is not null)
        {
            throw Refuse(context, SqliteMessages.NoMigrationConnectionString());
        }

        var text =
            context.FindConnectionString(given) ?? FromContainer(context) ?? throw Refuse(context, SqliteMessages.NoConnectionString());
        var settings = SqliteConnectionSettings.Parse(text, out var problem) ?? throw Refuse(context, problem!);
        return new SqliteProvider(new SqliteConnectionFactory(settings, options));
    }

    private static string? FromContainer(ProviderContext context)
    {
        var source = context.Services.GetService<DbDataSource>();
        if (source is null)
        {
            return null;
        }

        using var connection = source.CreateConnection();
        return connection is SqliteConnection
            ? source.ConnectionString
            : throw Refuse(context, SqliteMessages.ForeignDataSource(connection.GetType().Name));
    }

    private static SchemaGuardConfigurationException Refuse(ProviderContext context, string problem) => new(context.Guard, [problem]);
}
