using System.Globalization;

namespace SchemaGuard.Benchmarks;

/// <summary>Holds what the command line asks for.</summary>
/// <param name="Benchmark">The benchmark to run, or <see cref="All"/>.</param>
/// <param name="Rounds">How often each contender is measured.</param>
/// <param name="Directory">Where files and databases are put.</param>
/// <param name="Server">The major version of the PostgreSQL server.</param>
/// <param name="Product">"mariadb" or "mysql", or <see cref="All"/>.</param>
internal sealed record CommandArguments(string Benchmark, int Rounds, string Directory, string Server, string Product)
{
    private const int DefaultMigrations = 1_000;

    public const string All = "all";
    public const string Scripts = "scripts";
    public const string Comparison = "comparison";
    public const string Probes = "probes";
    public const string SqliteNoOp = "sqlite-noop";
    public const string SqliteApply = "sqlite-apply";

    public const string PostgreSqlNoOp = "postgresql-noop";
    public const string PostgreSqlApply = "postgresql-apply";
    public const string PostgreSqlCold = "postgresql-cold";
    public const string PostgreSqlReplicas = "postgresql-replicas";
    public const string PostgreSqlDrift = "postgresql-drift";
    public const string PostgreSqlVerify = "postgresql-verify";

    public const string MySqlNoOp = "mysql-noop";
    public const string MySqlApply = "mysql-apply";

    private const int DefaultRounds = 15;
    private const string DefaultServer = "15";

    /// <summary>Gets how many migrations are applied to MariaDB and MySQL.</summary>
    public int Migrations { get; private init; } = DefaultMigrations;

    private static readonly string[] Names =
    [
        Scripts,
        Comparison,
        Probes,
        SqliteNoOp,
        SqliteApply,
        PostgreSqlNoOp,
        PostgreSqlApply,
        PostgreSqlCold,
        PostgreSqlReplicas,
        PostgreSqlDrift,
        PostgreSqlVerify,
        MySqlNoOp,
        MySqlApply,
        All,
    ];

    private static readonly string[] Products = ["mariadb", "mysql"];

    public static string Usage { get; } =
        $"usage: [{string.Join('|', Names)}] [--rounds N] [--directory DIR] [--server MAJOR] [--migrations N] [--product {string.Join('|', Products)}]";

    /// <summary>Reads the command line.</summary>
    /// <returns>The arguments, or <see langword="null"/> when they are not understood.</returns>
    public static CommandArguments? Parse(ReadOnlySpan<string> args)
    {
        var arguments = new CommandArguments(All, DefaultRounds, Path.GetTempPath(), DefaultServer, All);
        while (args.Length > 0)
        {
            switch (args)
            {
                case [var name, ..] when Names.Contains(name):
                    arguments = arguments with { Benchmark = name };
                    args = args[1..];
                    break;
                case ["--rounds", var text, ..]
                    when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var rounds) && rounds > 0:
                    arguments = arguments with { Rounds = rounds };
                    args = args[2..];
                    break;
                case ["--directory", var directory, ..]:
                    arguments = arguments with { Directory = directory };
                    args = args[2..];
                    break;
                case ["--server", var major, ..]:
                    arguments = arguments with { Server = major };
                    args = args[2..];
                    break;
                case ["--product", var product, ..] when Products.Contains(product):
                    arguments = arguments with { Product = product };
                    args = args[2..];
                    break;
                case ["--migrations", var text, ..]
                    when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var migrations) && migrations > 0:
                    arguments = arguments with { Migrations = migrations };
                    args = args[2..];
                    break;
                default:
                    return null;
            }
        }

        return arguments;
    }

    public bool Includes(string benchmark) => Benchmark == All || Benchmark == benchmark;

    public bool IncludesProduct(string product) => Product == All || Product == product;
}
