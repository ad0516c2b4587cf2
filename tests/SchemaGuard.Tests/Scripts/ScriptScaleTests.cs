using System.Diagnostics;
using System.Reflection;
using SchemaGuard.Scripts.Dialects;
using SchemaGuard.Scripts.Splitting;
using SchemaGuard.Scripts.Statements;
using Shouldly;
using Xunit;

namespace SchemaGuard.Tests.Scripts;

/// <summary>
/// Holds time and memory to a linear bound. Sizes are those of an optimised build; a debug build takes a tenth of each, and the usual run a quarter
/// of the largest. How long 20 million characters take is measured by the benchmark <c>scripts</c>: here a time only tells linear work from what
/// would take hours.
/// </summary>
[Collection(nameof(ScriptScaleTests))]
[CollectionDefinition(nameof(ScriptScaleTests), DisableParallelization = true)]
public sealed class ScriptScaleTests
{
    private static readonly bool IsFull = Environment.GetEnvironmentVariable("SCHEMAGUARD_TEST_FULL") == "1";
    private static readonly int Full = Size(IsFull ? 20_000_000 : 5_000_000);
    private static readonly TimeSpan FarBelowQuadratic = TimeSpan.FromSeconds(15);

    private const string Typical =
        "-- a table\nCREATE TABLE IF NOT EXISTS workflows (\n  id bigint NOT NULL,\n  name varchar(200) DEFAULT 'it''s',\n  PRIMARY KEY (id)\n);\n"
        + "INSERT INTO workflows (id, name) VALUES (1, 'one'), (2, 'two; and a half'), (3, 'three');\nCREATE INDEX ix_name ON workflows (name) /* why */;\n";

    public static TheoryData<string, string> Worst { get; } = MakeWorst();

    [Theory]
    [MemberData(nameof(Worst))]
    public void Four_times_the_text_takes_about_four_times_as_long(string dialect, string unit)
    {
        string quarter = Repeat(unit, Size(500_000));
        string whole = Repeat(unit, Size(2_000_000));
        double small = Enumerable.Range(0, 3).Min(_ => Measure(dialect, quarter).TotalMilliseconds);
        double large = Enumerable.Range(0, IsFull ? 3 : 1).Min(_ => Measure(dialect, whole).TotalMilliseconds);

        // Quadratic behaviour would give 16, and many seconds; less than one is noise, and so is what another process takes.
        large.ShouldBeLessThan(Math.Max(small * 12, 1000));
    }

    [Theory]
    [MemberData(nameof(Worst))]
    public void Megabytes_of_the_worst_stream_without_allocating(string dialect, string unit)
    {
        string text = Repeat(unit, Full);
        Measure(dialect, Repeat(unit, 100_000));
        long before = GC.GetAllocatedBytesForCurrentThread();
        TimeSpan time = Measure(dialect, text);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(
            16_384,
            "what the runtime itself takes at times; a token would take it a million times"
        );
        time.ShouldBeLessThan(FarBelowQuadratic, $"{dialect} {unit}");
        TestContext.Current.TestOutputHelper?.WriteLine($"{dialect} {unit.ReplaceLineEndings("~")}: {time.TotalMilliseconds:F0} ms");
    }

    [Theory]
    [InlineData("pg")]
    [InlineData("my")]
    [InlineData("lite")]
    public void Megabytes_of_a_typical_script_parse_within_three_times_their_size(string dialect)
    {
        LexicalRules rules = Dialects.Rules(dialect);
        string text = Repeat(Typical, Full);
        SqlScript.Parse(Repeat(Typical, 1_000_000), rules);
        long before = GC.GetAllocatedBytesForCurrentThread();
        long start = Stopwatch.GetTimestamp();
        SqlScript script = SqlScript.Parse(text, rules);
        TimeSpan time = Stopwatch.GetElapsedTime(start);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        script.Statements.Count.ShouldBeInRange(Full / Typical.Length * 3, (Full / Typical.Length * 3) + 3);
        time.ShouldBeLessThan(FarBelowQuadratic);
        allocated.ShouldBeLessThan(3L * sizeof(char) * text.Length);

        start = Stopwatch.GetTimestamp();
        before = GC.GetAllocatedBytesForCurrentThread();
        TokenHash.OfScript(text, rules);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(100_000);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{dialect}: parse {time.TotalMilliseconds:F0} ms, {allocated / 1e6:F1} MB; hash {Stopwatch.GetElapsedTime(start).TotalMilliseconds:F0} ms"
        );
    }

    private static int Size(int optimised)
    {
        var debuggable = typeof(SqlScript).Assembly.GetCustomAttribute<DebuggableAttribute>();
        return debuggable is { IsJITOptimizerDisabled: true } ? optimised / 10 : optimised;
    }

    private static TimeSpan Measure(string dialect, string text)
    {
        LexicalRules rules = Dialects.Rules(dialect);
        long start = Stopwatch.GetTimestamp();
        foreach (ScriptSegment _ in new ScriptSplitter(text, rules))
        {
            // Only the walk counts.
        }

        return Stopwatch.GetElapsedTime(start);
    }

    // A unit that starts with ^ is repeated after what stands before the second ^, once.
    private static string Repeat(string unit, int length)
    {
        string head = "";
        if (unit[0] == '^')
        {
            int end = unit.IndexOf('^', 1);
            head = unit[1..end];
            unit = unit[(end + 1)..];
        }

        return string.Create(
            length,
            (head, unit),
            static (span, parts) =>
            {
                parts.head.CopyTo(span);
                for (int index = parts.head.Length; index < span.Length; index++)
                {
                    span[index] = parts.unit[(index - parts.head.Length) % parts.unit.Length];
                }
            }
        );
    }

    private static TheoryData<string, string> MakeWorst()
    {
        string[] everywhere =
        [
            ";",
            "(",
            "a;",
            "^'^a",
            "' ",
            "/*",
            "/*/",
            "--",
            "-- \n",
            "BEGIN ",
            "CREATE TRIGGER ",
            "a ",
            "é",
            "\n",
            " ",
            "\0",
            "[",
            "+",
            "+-",
            "\u00A0a",
            "CASE END ",
            "1.",
            "\\",
        ];
        var data = new TheoryData<string, string>();
        foreach (string dialect in new[] { "pg", "maria", "lite" })
        {
            foreach (string unit in everywhere)
            {
                data.Add(dialect, unit);
            }
        }

        foreach (
            string unit in new[]
            {
                "$a$b$c",
                "$a",
                "$",
                "^$aaaaaaaaaaaaaaaa$^$aaaaaaaaaaaaaaa",
                "E'\\'",
                "COPY t FROM stdin;\n\\.\n",
                "^COPY t FROM stdin;\n^\\.x",
                "*/*",
                "\\copy t from stdin\n",
                "CREATE FUNCTION BEGIN ATOMIC ",
            }
        )
        {
            data.Add("pg", unit);
        }

        foreach (
            string unit in new[]
            {
                "DELIMITER ;\n",
                "DELIMITER //\n",
                "^DELIMITER aaaaaaaaaaaaaab\n^a",
                "^DELIMITER //\n^/*!",
                "/*!",
                "`",
                "#",
                "a:",
                "USE ",
                "IF ",
                "delimiter ",
                "SELECT 1\ndelimiter ",
                "CREATE PROCEDURE p() BEGIN IF ",
            }
        )
        {
            data.Add("maria", unit);
        }

        return data;
    }
}
