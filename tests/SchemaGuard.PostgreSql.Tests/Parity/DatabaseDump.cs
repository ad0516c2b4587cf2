using Shouldly;

namespace SchemaGuard.PostgreSql.Tests.Parity;

/// <summary>Reads and writes whole databases with the clients of their own server.</summary>
internal static class DatabaseDump
{
    /// <summary>
    /// Dumps schema and data, the guard's own tables left out. What says nothing of the content is made equal: the random token of \restrict,
    /// and the order of rows.
    /// </summary>
    public static async Task<string> OfAsync(PostgreSqlTestDatabase database, params IEnumerable<string> options)
    {
        var lines = (await RawAsync(database, ["--exclude-table=schemaguard_*", .. options])).Split('\n');
        for (var start = 0; start < lines.Length; start++)
        {
            lines[start] = WithoutToken(lines[start]);
            if (
                lines[start].StartsWith("COPY ", StringComparison.Ordinal)
                && lines[start].EndsWith(" FROM stdin;", StringComparison.Ordinal)
            )
            {
                var end = Array.IndexOf(lines, "\\.", start);
                Array.Sort(lines, start + 1, end - start - 1, StringComparer.Ordinal);
                start = end;
            }
        }

        return string.Join('\n', lines);
    }

    /// <summary>Dumps a database as its users would.</summary>
    public static async Task<string> RawAsync(PostgreSqlTestDatabase database, params IEnumerable<string> options)
    {
        var (exit, output, error) = await database.Server.RunAsync("pg_dump", ["--dbname", database.Name, .. options]);
        exit.ShouldBe(0, error);
        return output;
    }

    /// <summary>Runs a script as psql does.</summary>
    public static Task<(int Exit, string Output, string Error)> PlayAsync(PostgreSqlTestDatabase database, string script) =>
        database.Server.RunAsync("psql", ["-v", "ON_ERROR_STOP=1", "-X", "-q", "-d", database.Name, "-f", "-"], script);

    /// <summary>Finds the first line in which two dumps differ; long ones are no use in a message.</summary>
    public static string? Difference(string expected, string actual)
    {
        var (left, right) = (expected.Split('\n'), actual.Split('\n'));
        var same = left.Zip(right).TakeWhile(pair => pair.First == pair.Second).Count();
        return same == left.Length && same == right.Length
            ? null
            : $"line {same + 1}: expected <{left.ElementAtOrDefault(same)}>, found <{right.ElementAtOrDefault(same)}>";
    }

    private static string WithoutToken(string line) =>
        line.StartsWith("\\restrict ", StringComparison.Ordinal) ? "\\restrict"
        : line.StartsWith("\\unrestrict ", StringComparison.Ordinal) ? "\\unrestrict"
        : line;
}
