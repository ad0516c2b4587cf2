using System.Data.Common;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;
using SchemaGuard;
using SchemaGuard.History;
using SchemaGuard.PostgreSql;
using SchemaGuard.PostgreSql.Commands;
using SchemaGuard.PostgreSql.Connecting;
using SchemaGuard.PostgreSql.Errors;
using SchemaGuard.PostgreSql.History;
using SchemaGuard.PostgreSql.Messages;
using SchemaGuard.Providers;
using SchemaGuard.Providers.Locking;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Extension methods that choose PostgreSQL as the database of a guard.</summary>
public static class PostgreSqlSchemaGuardBuilderExtensions
{
    private const string LogCategory = "SchemaGuard";

    /// <summary>
    /// Uses the connection string of the configuration (<c>SchemaGuard:ConnectionString</c>), otherwise the <see cref="NpgsqlDataSource"/> or
    /// <see cref="DbDataSource"/> in the container, otherwise the variables <c>PGHOST</c>, <c>PGPORT</c>, <c>PGDATABASE</c>, <c>PGUSER</c>,
    /// <c>PGPASSWORD</c> …
    /// </summary>
    /// <param name="builder">The guard.</param>
    /// <param name="configure">Sets the options that only PostgreSQL has.</param>
    public static SchemaGuardBuilder UsePostgreSql(this SchemaGuardBuilder builder, Action<PostgreSqlGuardOptions>? configure = null) =>
        KeepReadsUnlogged(builder).UseProvider(context => Create(context, given: null, source: null, configure));

    /// <summary>Uses a data source. The caller remains responsible for disposing of it.</summary>
    /// <param name="builder">The guard.</param>
    /// <param name="dataSource">The data source that the application uses, too. With several hosts, migrations go to the primary.
    /// <c>SchemaGuard:ConnectionString</c> overrides it.</param>
    /// <param name="configure">Sets the options that only PostgreSQL has.</param>
    public static SchemaGuardBuilder UsePostgreSql(
        this SchemaGuardBuilder builder,
        NpgsqlDataSource dataSource,
        Action<PostgreSqlGuardOptions>? configure = null
    )
    {
        ArgumentNullException.ThrowIfNull(dataSource);
        return KeepReadsUnlogged(builder).UseProvider(context => Create(context, given: null, dataSource, configure));
    }

    /// <summary>Uses a connection string.</summary>
    /// <param name="builder">The guard.</param>
    /// <param name="connectionString">An ADO.NET string such as <c>Host=db;Database=app;Username=app</c>, a URL
    /// (<c>postgresql://app@db:5432/app?sslmode=require</c>), or the name of an entry of section <c>ConnectionStrings</c>.
    /// Several hosts are separated by commas; migrations go to the primary. <c>SchemaGuard:ConnectionString</c> overrides it.</param>
    /// <param name="configure">Sets the options that only PostgreSQL has.</param>
    public static SchemaGuardBuilder UsePostgreSql(
        this SchemaGuardBuilder builder,
        string connectionString,
        Action<PostgreSqlGuardOptions>? configure = null
    )
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        return KeepReadsUnlogged(builder).UseProvider(context => Create(context, connectionString, source: null, configure));
    }

    /// <summary>Keeps the guard's reads out of the application's log, to which the data source in the container writes its commands.</summary>
    private static SchemaGuardBuilder KeepReadsUnlogged(SchemaGuardBuilder builder)
    {
        builder.Services.TryAddSingleton<OwnReads>();
        builder.Services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IPostConfigureOptions<LoggerFilterOptions>, OwnReads>(services =>
                services.GetRequiredService<OwnReads>()
            )
        );
        return builder;
    }

    private static PostgreSqlProvider Create(
        ProviderContext context,
        string? given,
        NpgsqlDataSource? source,
        Action<PostgreSqlGuardOptions>? configure
    )
    {
        var options = new PostgreSqlGuardOptions();
        configure?.Invoke(options);
        Validate(context, options);
        var migrating = context.FindMigrationConnectionString() is { } own
            ? ChosenSchema.Prepend(Parse(context, own), options.Schema)
            : null;
        var text = context.FindConnectionString(given);
        source = text is null ? source ?? FromContainer(context) : null;
        string? problem = null;
        text ??= source is null ? PostgreSqlConnectionSettings.FromEnvironment(Environment.GetEnvironmentVariable, out problem) : null;
        var connections =
            source is not null ? PostgreSqlConnections.Create(source, migrating, SessionName(), Listener(context))
            : text is not null
                ? PostgreSqlConnections.Create(
                    ChosenSchema.Prepend(Parse(context, text), options.Schema),
                    migrating,
                    SessionName(),
                    Listener(context)
                )
            : throw Refuse(context, problem ?? ConnectionStringMessages.NoConnection());
        if (options.Schema is not null && source is not null)
        {
            throw Refuse(context, PostgreSqlMessages.SchemaNeedsString());
        }

        return options.CreateDatabase && connections.Creation is null
            ? throw Refuse(context, PostgreSqlMessages.CreateNeedsString())
            : new PostgreSqlProvider(
                connections,
                options,
                context.Options.StatementLockTimeout,
                context.Services.GetService<TimeProvider>() ?? TimeProvider.System,
                context.Services.GetService<OwnReads>()
            );
    }

    private static void Validate(ProviderContext context, PostgreSqlGuardOptions options)
    {
        if (LockOptionProblems.OfLeaseDuration(options.LeaseDuration) is { } duration)
        {
            throw Refuse(context, duration);
        }

        if (options.Schema is { } schema && string.IsNullOrWhiteSpace(schema))
        {
            throw Refuse(context, PostgreSqlMessages.SchemaEmpty());
        }

        if (LockOptionProblems.OfMode(options.Lock) is { } mode)
        {
            throw Refuse(context, mode);
        }
    }

    private static NpgsqlConnectionStringBuilder Parse(ProviderContext context, string text) =>
        PostgreSqlConnectionSettings.Parse(text, out var problem) ?? throw Refuse(context, problem!);

    private static NpgsqlDataSource? FromContainer(ProviderContext context)
    {
        if (context.Services.GetService<NpgsqlDataSource>() is { } own)
        {
            return own;
        }

        var any = context.Services.GetService<DbDataSource>();
        return any is null or NpgsqlDataSource
            ? (NpgsqlDataSource?)any
            : throw Refuse(context, ConnectionStringMessages.ForeignDataSource(any.GetType().Name));
    }

    /// <summary>Creates a name of at most 63 bytes that no other process has: the pod or machine, and a random number.</summary>
    private static string SessionName()
    {
        const int LongestHost = 40;
        return string.Create(CultureInfo.InvariantCulture, $"schemaguard {HostName.Shorten(LongestHost)} {Random.Shared.Next():x8}");
    }

    private static Action<NpgsqlConnection> Listener(ProviderContext context)
    {
        var logger = (context.Services.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance).CreateLogger(LogCategory);
        return connection =>
            connection.Notice += (_, notice) =>
            {
                var isWarning = ServerNotices.IsWarning(notice.Notice);
                if (isWarning)
                {
                    PostgreSqlLog.ServerWarning(logger, context.Guard, ServerNotices.Text(notice.Notice));
                }

                if (!isWarning || ServerNotices.IsOfScript(notice.Notice))
                {
                    PostgreSqlLog.Notice(logger, context.Guard, notice.Notice.Severity, notice.Notice.MessageText);
                }
            };
    }

    private static SchemaGuardConfigurationException Refuse(ProviderContext context, string problem) => new(context.Guard, [problem]);
}
