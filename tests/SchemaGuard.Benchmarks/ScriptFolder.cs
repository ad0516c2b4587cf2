using System.Globalization;

namespace SchemaGuard.Benchmarks;

/// <summary>Writes folders of small migration files.</summary>
internal static class ScriptFolder
{
    /// <summary>How many tables a folder of <see cref="WriteMixed"/> makes, whatever its length.</summary>
    public const int MixedTables = 10;

    /// <summary>Names the table of a number, from 1.</summary>
    public static string Table(int number) => "t" + Digits(number);

    /// <summary>Writes migrations of one table each.</summary>
    public static void WriteTables(string folder, int count) => Write(folder, count, i => ($"create_{Table(i)}", CreateTable(i)));

    /// <summary>Writes migrations of which the first ten make tables and the others fill them, so that only the history grows with their number.</summary>
    public static void WriteMixed(string folder, int count) =>
        Write(folder, count, i => i <= MixedTables ? ($"create_{Table(i)}", CreateTable(i)) : ($"fill_{i}", Insert(i)));

    /// <summary>Writes migrations that do nothing, so that nothing but the history grows.</summary>
    public static void WriteNothing(string folder, int count) =>
        Write(folder, count, i => ($"nothing_{i}", $"-- Nothing, for the {i}th time\nSELECT 1;\n"));

    private static void Write(string folder, int count, Func<int, (string Name, string Sql)> compose)
    {
        Directory.CreateDirectory(folder);
        for (var i = 1; i <= count; i++)
        {
            var (name, sql) = compose(i);
            File.WriteAllText(Path.Combine(folder, $"{Digits(i)}_{name}.sql"), sql);
        }
    }

    private static string CreateTable(int number) =>
        $"""
            -- Table number {number}
            CREATE TABLE {Table(number)} (
                id INTEGER PRIMARY KEY,
                name TEXT NOT NULL,
                quantity INTEGER NOT NULL DEFAULT 0,
                created_at TEXT NOT NULL
            );

            """;

    private static string Insert(int number) =>
        $"""
            -- Row number {number}
            INSERT INTO {Table(1 + (number % MixedTables))} (id, name, quantity, created_at)
            VALUES ({number}, 'row {number}', {number * 7}, '2026-11-20T00:00:00Z');

            """;

    private static string Digits(int number) => number.ToString("D5", CultureInfo.InvariantCulture);
}
