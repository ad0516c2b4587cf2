using System.Globalization;
using SchemaGuard.Benchmarks.Racing;
using SchemaGuard.Scripts.Dialects;
using SchemaGuard.Scripts.Splitting;
using SchemaGuard.Scripts.Statements;

namespace SchemaGuard.Benchmarks.Scripts;

/// <summary>Measures splitting a script of 20 million characters, typical and adversarial, beside looking at each of its characters once.</summary>
internal sealed class ScriptsBenchmark(int rounds, TextWriter output)
{
    private const int Characters = 20_000_000;

    private const string Typical =
        "-- a table\nCREATE TABLE IF NOT EXISTS workflows (\n  id bigint NOT NULL,\n  name varchar(200) DEFAULT 'it''s',\n  PRIMARY KEY (id)\n);\n"
        + "INSERT INTO workflows (id, name) VALUES (1, 'one'), (2, 'two; and a half'), (3, 'three');\nCREATE INDEX ix_name ON workflows (name) /* why */;\n";

    /// <summary>What took longest among the worst cases of the scale tests: a token for each character or two.</summary>
    private static readonly string[] Adversarial = ["a;", "+-", ";", "\0"];

    public async Task RunAsync()
    {
        await output.WriteLineAsync($"## Scripts of 20 million characters, PostgreSQL's rules ({rounds} rounds)\n");
        var typical = Repeat(Typical);
        var contenders = new List<Contender>
        {
            new("each character once", () => Once(() => CountLines(typical))),
            new("parse, typical", () => Once(() => SqlScript.Parse(typical, LexicalRules.PostgreSql).Statements.Count)),
            new("token hash, typical", () => Once(() => TokenHash.OfScript(typical, LexicalRules.PostgreSql).Length)),
        };
        foreach (var unit in Adversarial)
        {
            var text = Repeat(unit);
            contenders.Add(
                new($"split, '{unit.Replace("\0", "NUL", StringComparison.Ordinal)}' repeated", () => Once(() => CountSegments(text)))
            );
        }

        await output.WriteLineAsync(Table(await new Race(rounds, repeats: 1).RunAsync([.. contenders])).ToString());
    }

    private static Task Once(Func<int> work) => work() > 0 ? Task.CompletedTask : throw new InvalidOperationException("Nothing was read.");

    private static int CountLines(string text)
    {
        var lines = 1;
        foreach (var character in text)
        {
            lines += character == '\n' ? 1 : 0;
        }

        return lines;
    }

    private static int CountSegments(string text)
    {
        var segments = 0;
        foreach (var _ in new ScriptSplitter(text, LexicalRules.PostgreSql))
        {
            segments++;
        }

        return segments;
    }

    private static string Repeat(string unit) =>
        string.Create(
            Characters,
            unit,
            static (span, unit) =>
            {
                for (var i = 0; i < span.Length; i++)
                {
                    span[i] = unit[i % unit.Length];
                }
            }
        );

    private static MarkdownTable Table(RaceResult result)
    {
        var table = new MarkdownTable("20 million characters", "median ms", "ratio", "MiB allocated (the text: 38)");
        foreach (var lane in result.Lanes)
        {
            table.Add(
                lane.Name,
                (lane.MedianMicroseconds / 1000).ToString("0", CultureInfo.InvariantCulture),
                result.Ratio(lane).ToString("0.0", CultureInfo.InvariantCulture),
                (lane.MedianBytes / 1024 / 1024).ToString("0.0", CultureInfo.InvariantCulture)
            );
        }

        return table;
    }
}
