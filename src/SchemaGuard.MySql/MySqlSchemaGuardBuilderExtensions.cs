using System.Data.Common;
using System.Globalization;
using SchemaGuard;
using SchemaGuard.History;
using SchemaGuard.MySql;
using SchemaGuard.MySql.Connecting;
using SchemaGuard.MySql.Messages;
using SchemaGuard.Providers;
using SchemaGuard.Providers.Locking;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>
/// Extension methods that choose MySQL or MariaDB as the database of a guard. The driver is the application's: MySqlConnector, MySql.Data, or another
/// ADO.NET driver.
/// </summary>
public static class MySqlSchemaGuardBuilderExtensions
{
    /// <summary>
    /// Uses the <see cref="DbDataSource"/> in the container, such as the one that MySqlConnector's <c>AddMySqlDataSource</c> registers.
    /// </summary>
    /// <param name="builder">The guard.</param>
    /// <param name="configure">Sets the options that only MySQL and MariaDB have.</param>
    /// <remarks>Scripts that use variables (<c>@name</c>) need <c>Allow User Variables=true</c> in the data source's connection string.</remarks>
    public static SchemaGuardBuilder UseMySql(this SchemaGuardBuilder builder, Action<MySqlGuardOptions>? configure = null) =>
        builder.UseProvider(context =>
            Create(context, FindDataSource(builder.Services, context.Services), factory: null, given: null, configure)
        );

    /// <summary>Uses a driver and a connection string. Migrations then have their own connections, outside the pool.</summary>
    /// <param name="builder">The guard.</param>
    /// <param name="factory">The driver, such as <c>MySqlConnectorFactory.Instance</c>.</param>
    /// <param name="connectionString">An ADO.NET string such as <c>Server=db;Database=app;User ID=app</c>, a URL (<c>mysql://app@db:3306/app</c>), or
    /// the name of an entry of section <c>ConnectionStrings</c>. <c>SchemaGuard:ConnectionString</c> overrides it, and is required where this is
    /// <see langword="null"/>.</param>
    /// <param name="configure">Sets the options that only MySQL and MariaDB have.</param>
    public static SchemaGuardBuilder UseMySql(
        this SchemaGuardBuilder builder,
        DbProviderFactory factory,
        string? connectionString = null,
        Action<MySqlGuardOptions>? configure = null
    )
    {
        ArgumentNullException.ThrowIfNull(factory);
        return builder.UseProvider(context => Create(context, source: null, factory, connectionString, configure));
    }

    /// <summary>Uses a data source. The caller remains responsible for disposing of it.</summary>
    /// <param name="builder">The guard.</param>
    /// <param name="dataSource">Returns the data source that the application uses, too.</param>
    /// <param name="configure">Sets the options that only MySQL and MariaDB have.</param>
    /// <remarks>Scripts that use variables (<c>@name</c>) need <c>Allow User Variables=true</c> in the data source's connection string.</remarks>
    public static SchemaGuardBuilder UseMySql(
        this SchemaGuardBuilder builder,
        Func<IServiceProvider, DbDataSource> dataSource,
        Action<MySqlGuardOptions>? configure = null
    )
    {
        ArgumentNullException.ThrowIfNull(dataSource);
        return builder.UseProvider(context => Create(context, dataSource(context.Services), factory: null, given: null, configure));
    }

    /// <summary>
    /// Finds the application's data source, registered as <see cref="DbDataSource"/> or as the driver's own type, such as MySqlConnector's
    /// <c>MySqlDataSource</c>.
    /// </summary>
    private static DbDataSource? FindDataSource(IServiceCollection registered, IServiceProvider services)
    {
        var own = registered
            .Where(service => !service.IsKeyedService && service.ServiceType.IsSubclassOf(typeof(DbDataSource)))
            .Select(service => service.ServiceType)
            .Distinct()
            .ToList();
        var ofDriver = own.Where(type => type.Name.StartsWith("MySql", StringComparison.Ordinal)).ToList();
        return ofDriver is [var type] ? (DbDataSource?)services.GetService(type)
            : services.GetService<DbDataSource>() is { } common ? common
            : own is [var only] ? (DbDataSource?)services.GetService(only)
            : null;
    }

    private static MySqlProvider Create(
        ProviderContext context,
        DbDataSource? source,
        DbProviderFactory? factory,
        string? given,
        Action<MySqlGuardOptions>? configure
    )
    {
        var options = new MySqlGuardOptions();
        configure?.Invoke(options);
        Validate(context, options);
        factory ??= context.Services.GetService<DbProviderFactory>();
        var migrating = context.FindMigrationConnectionString();
        var text = context.FindConnectionString(given);
        var connections = factory is null
            ? OfSource(context, source, text ?? migrating, options)
            : OfFactory(context, factory, source, text, migrating, options);
        return new MySqlProvider(
            connections,
            options,
            OwnerName(),
            context.Options,
            context.Services.GetService<TimeProvider>() ?? TimeProvider.System
        );
    }

    private static MySqlConnections OfSource(ProviderContext context, DbDataSource? source, string? text, MySqlGuardOptions options) =>
        text is not null ? throw Refuse(context, MySqlMessages.StringNeedsDriver("A connection string"))
        : source is null ? throw Refuse(context, MySqlMessages.NoDataSource())
        : options.CreateDatabase ? throw Refuse(context, MySqlMessages.CreateNeedsString())
        : MySqlConnections.Create(source, factory: null, migrating: null);

    private static MySqlConnections OfFactory(
        ProviderContext context,
        DbProviderFactory factory,
        DbDataSource? source,
        string? text,
        string? migrating,
        MySqlGuardOptions options
    )
    {
        var own = migrating is null ? null : Parse(context, factory, migrating);
        return text is not null ? MySqlConnections.Create(factory, Parse(context, factory, text), own, options.CreateDatabase)
            : source is not null ? MySqlConnections.Create(source, factory, own)
            : throw Refuse(context, MySqlMessages.NoConnection());
    }

    private static MySqlConnectionSettings Parse(ProviderContext context, DbProviderFactory factory, string text)
    {
        var settings = MySqlConnectionSettings.Parse(text, out var problem) ?? throw Refuse(context, problem!);
        return DriverTrial.FindProblem(factory, settings) is { } objection ? throw Refuse(context, objection) : settings;
    }

    private static void Validate(ProviderContext context, MySqlGuardOptions options)
    {
        List<string> problems =
        [
            .. new[]
            {
                LockOptionProblems.OfLeaseDuration(options.LeaseDuration),
                LockOptionProblems.OfMode(options.Lock),
            }.OfType<string>(),
        ];
        if (problems.Count > 0)
        {
            throw new SchemaGuardConfigurationException(context.Guard, problems);
        }
    }

    /// <summary>Creates a name that no other process has: the pod or machine, and a random number.</summary>
    private static string OwnerName()
    {
        const int LongestHost = 60;
        return string.Create(CultureInfo.InvariantCulture, $"{HostName.Shorten(LongestHost)} {Random.Shared.Next():x8}");
    }

    private static SchemaGuardConfigurationException Refuse(ProviderContext context, string problem) => new(context.Guard, [problem]);
}
