using System.Globalization;

namespace SchemaGuard.Benchmarks;

/// <summary>Holds what the command line asks for.</summary>
/// <param name="Benchmark">The benchmark to run, or <see cref="All"/>.</param>
/// <param name="Rounds">How often each contender is measured.</param>
/// <param name="Directory">Where files and databases are put.</param>
internal sealed record CommandArguments(string Benchmark, int Rounds, string Directory)
{
    public const string All = "all";
    public const string Scripts = "scripts";
    public const string SqliteNoOp = "sqlite-noop";
    public const string SqliteApply = "sqlite-apply";

    public const string Usage = $"usage: [{Scripts}|{SqliteNoOp}|{SqliteApply}|{All}] [--rounds N] [--directory DIR]";

    private const int DefaultRounds = 15;

    /// <summary>Reads the command line.</summary>
    /// <returns>The arguments, or <see langword="null"/> when they are not understood.</returns>
    public static CommandArguments? Parse(ReadOnlySpan<string> args)
    {
        var arguments = new CommandArguments(All, DefaultRounds, Path.GetTempPath());
        while (args.Length > 0)
        {
            switch (args)
            {
                case [All or Scripts or SqliteNoOp or SqliteApply, ..]:
                    arguments = arguments with { Benchmark = args[0] };
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
                default:
                    return null;
            }
        }

        return arguments;
    }

    public bool Includes(string benchmark) => Benchmark == All || Benchmark == benchmark;
}
