using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SchemaGuard.Cli.Drivers;
using SchemaGuard.CommandLine;

namespace SchemaGuard.Cli;

/// <summary>The source that creates a guard from the options of the command line.</summary>
internal sealed class OptionGuardSource : IGuardSource
{
    private const string OnExistingModes = "refuse|verify";

    private readonly ProviderOptions _provider;

    private readonly Option<string[]> _migrations = new("--migrations")
    {
        Description = "A folder of migrations; may be repeated.",
        HelpName = "DIR",
    };

    private readonly Option<string[]> _modules = new("--module")
    {
        Description = "A module and its folder of migrations, as NAME=DIR; may be repeated.",
        HelpName = "NAME=DIR",
    };

    private readonly Option<string?> _manifest = new("--manifest")
    {
        Description = "A manifest with the expected schema; see the verbs manifest and diff.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _onExisting = new Option<string?>("--on-existing")
    {
        Description =
            "What happens to a statement that creates an object which already exists. With IF NOT EXISTS, verify makes it fail if the object has a "
            + "different shape; by default, that is a warning. Without, on MySQL, verify counts it as done if the shape is the same; by "
            + "default, it fails.",
        HelpName = OnExistingModes,
    }.AcceptOnlyFromAmong(OnExistingModes.Split('|'));

    private readonly Option<double?> _timeout = new("--timeout")
    {
        Description = "How many seconds to wait for the database, and for the migration lock while its holder makes no progress.",
        HelpName = "S",
    };

    /// <summary>Creates the source.</summary>
    /// <param name="driver">The loader of the driver for MySQL.</param>
    public OptionGuardSource(MySqlDriver driver)
    {
        _provider = new ProviderOptions(driver);
        _migrations.Validators.Add(result =>
        {
            if (result.Tokens.Any(token => string.IsNullOrWhiteSpace(token.Value)))
            {
                result.AddError("--migrations is empty. Write a folder, such as migrations.");
            }
        });
        _modules.Validators.Add(CheckModules);
        _timeout.Validators.Add(result =>
        {
            var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
            if (!double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) || seconds > 86_400)
            {
                result.AddError("--timeout is not a number of seconds from 0 to 86400. Write one, such as 30.");
            }
        });
    }

    public bool IsApplication => false;

    public IReadOnlyList<Option> Options => [.. _provider.All, _migrations, _modules, _manifest, _onExisting, _timeout];

    public OpenedGuard Open(ParseResult arguments)
    {
        if (
            arguments.GetValue(_migrations) is not { Length: > 0 }
            && arguments.GetValue(_modules) is not { Length: > 0 }
            && !WorksWithoutMigrations(arguments)
        )
        {
            throw new SchemaGuardConfigurationException(
                "default",
                ["No migrations were given. Write --migrations DIR, or --module NAME=DIR for each service that shares the database."]
            );
        }

        var services = new ServiceCollection();
        services.AddSingleton<ILoggerFactory, WaitingLines>();
        var guard = services.AddSchemaGuard(options => Configure(options, arguments));
        _provider.Use(guard, arguments);
        AddContents(guard, arguments);
        var provider = services.BuildServiceProvider();
        return new OpenedGuard(provider.GetRequiredService<ISchemaGuard>(), provider);
    }

    /// <summary>Sets the options that every database has.</summary>
    public void Configure(SchemaGuardOptions options, ParseResult arguments)
    {
        options.ApplicationName = "schemaguard";
        if (arguments.GetValue(_onExisting) is { } mode)
        {
            options.OnExisting = Enum.Parse<ExistingObjectPolicy>(mode, ignoreCase: true);
        }

        if (arguments.GetValue(_timeout) is { } seconds)
        {
            options.ConnectTimeout = options.LockTimeout = TimeSpan.FromSeconds(seconds);
        }
    }

    private void AddContents(SchemaGuardBuilder guard, ParseResult arguments)
    {
        foreach (var folder in arguments.GetValue(_migrations) ?? [])
        {
            guard.AddMigrations(folder);
        }

        foreach (var module in arguments.GetValue(_modules) ?? [])
        {
            var equals = module.IndexOf('=', StringComparison.Ordinal);
            guard.AddModule(module[..equals], builder => builder.AddMigrations(module[(equals + 1)..]));
        }

        if (arguments.GetValue(_manifest) is { } manifest)
        {
            guard.RequireManifest(manifest);
        }
    }

    /// <summary>Determines whether a verb uses only the catalog, which its name and its arguments tell.</summary>
    private bool WorksWithoutMigrations(ParseResult arguments) =>
        arguments.CommandResult.Command.Name switch
        {
            "manifest" or "diff" => !arguments.Tokens.Any(token => token.Value == "migrations"),
            "check" => arguments.GetValue(_manifest) is not null,
            _ => false,
        };

    private static void CheckModules(System.CommandLine.Parsing.OptionResult result)
    {
        foreach (
            var token in result.Tokens.Where(token =>
                token.Value.IndexOf('=', StringComparison.Ordinal) is var at
                && (at <= 0 || string.IsNullOrWhiteSpace(token.Value[(at + 1)..]))
            )
        )
        {
            result.AddError($"--module '{token.Value}' is not valid. Write NAME=DIR, such as billing=services/billing/migrations.");
        }
    }
}
