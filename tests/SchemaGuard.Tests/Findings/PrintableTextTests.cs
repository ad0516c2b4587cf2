using System.Text;
using Microsoft.Extensions.Logging;
using SchemaGuard.Hosting;
using SchemaGuard.Migrations.Sources;
using SchemaGuard.Providers.Errors;
using SchemaGuard.Telemetry;
using Shouldly;
using Xunit;

namespace SchemaGuard.Tests.Findings;

public sealed class PrintableTextTests
{
    private const string Hostile = "a\u001B[2Jb\u202Ec\u2028d\u0085e\u009Bf\r\nSchemaGuard: all is well\ud800";

    [Theory]
    [InlineData("plain text", "plain text")]
    [InlineData("größer, ещё, 大, שלום, 👩‍👩‍👧", "größer, ещё, 大, שלום, 👩‍👩‍👧")]
    [InlineData("red\u001B[31m", "red\\u001B[31m")]
    [InlineData("a\u202Egpj", "a\\u202Egpj")]
    [InlineData("a\u2066b\u200Fc\u061Cd", "a\\u2066b\\u200Fc\\u061Cd")]
    [InlineData("near 'x (\r\n   y'", "near 'x ( y'")]
    [InlineData("a\tb\0", "a\\u0009b\\u0000")]
    [InlineData("\u2028\u2029\u0085", "\\u2028\\u2029\\u0085")]
    public void A_line_shows_what_it_is(string text, string expected) => PrintableText.Line(text).ShouldBe(expected);

    [Fact]
    public void A_lone_surrogate_is_shown_as_its_escape() => PrintableText.Line("a\ud800b").ShouldBe("a\\uD800b");

    [Theory]
    [InlineData("a\n\tb\r\nc\u001B", "a\n\tb\nc\\u001B")]
    [InlineData("a\rb", "a\\u000Db")]
    public void Lines_keep_their_breaks_and_tabs(string text, string expected) => PrintableText.Lines(text).ShouldBe(expected);

    [Fact]
    public void A_line_of_a_script_keeps_the_place_of_every_character() =>
        PrintableText.SameWidth("s\u001Bx\u202E 👩 y\n  ^").ShouldBe("s\uFFFDx\uFFFD 👩 y\n  ^");

    [Fact]
    public void Whatever_the_text_nothing_unprintable_is_left()
    {
        var random = new Random(7);
        for (var i = 0; i < 2000; i++)
        {
            var text = new string([
                .. Enumerable.Range(0, random.Next(40)).Select(_ => (char)random.Next(random.Next(2) == 0 ? 0x100 : 0xFFFF)),
            ]);

            ShouldBePrintable(PrintableText.Line(text), "");
            ShouldBePrintable(PrintableText.Lines(text), "\n\t");
            ShouldBePrintable(PrintableText.SameWidth(text), "\n\t");
        }
    }

    [Fact]
    public void Findings_and_exceptions_and_the_block_hold_no_control_characters_of_others()
    {
        var finding = new Finding("SG2001", FindingSeverity.Error, Hostile, Hostile, Hostile)
        {
            Location = Hostile,
            Expected = Hostile,
            Actual = "x",
        };
        var error = new DatabaseError(DatabaseErrorKind.Refused, Hostile, Hostile);
        var failure = new MigrationFailure("001_x", Hostile, Hostile) { Location = Hostile, Excerpt = Hostile };
        SchemaGuardException[] exceptions =
        [
            new MigrationFailedException("default", Hostile, failure, new InvalidOperationException(Hostile)),
            new DatabaseUnreachableException("default", Hostile, Hostile, error, TimeSpan.Zero, new InvalidOperationException(Hostile)),
            new SchemaGuardConfigurationException("default", [Hostile]),
            new SchemaLockTimeoutException("default", Hostile, Hostile, TimeSpan.Zero, Hostile),
        ];

        foreach (var text in new[] { finding.Message, finding.Remedy, finding.Location!, error.Message })
        {
            ShouldBePrintable(text, "");
        }

        foreach (var exception in exceptions)
        {
            ShouldBePrintable(exception.Message, "");
            ShouldBePrintable(exception.ToString(), "\n\t");
            var block = RefusalText.Compose(exception);
            ShouldBePrintable(block, "\n\t");
            block.Split('\n').ShouldNotContain(line => line.StartsWith("SchemaGuard: all is well", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_log_message_holds_no_control_characters_of_others()
    {
        var written = new StringBuilder();

        Log.WaitingForDatabase(new PrintableLogger(new Writing(written)), "default", Hostile, "why", 1);

        ShouldBePrintable(written.ToString(), "\n\t");
        written.ToString().ShouldContain("\\u001B[2J");
    }

    [Theory]
    [InlineData("001_a\u001B[2J.sql")]
    [InlineData("001_a\nSchemaGuard.sql")]
    [InlineData("001_a\u202Elqs.sql")]
    public void A_script_whose_name_cannot_be_shown_is_refused(string name)
    {
        var collector = new MigrationCollector("default", []);

        collector.AddScript(name, name, "select 1"u8, () => []);

        collector.Migrations.ShouldBeEmpty();
        collector.Problems.Single().ShouldContain("control characters");
    }

    private static void ShouldBePrintable(string text, string allowed) =>
        text.EnumerateRunes()
            .Where(rune =>
                rune.Value
                    is (
                        < 0x20
                        or (>= 0x7F and < 0xA0)
                        or 0x61C
                        or 0x200E
                        or 0x200F
                        or (>= 0x2028 and <= 0x202E)
                        or (>= 0x2066 and <= 0x2069)
                    )
                && !allowed.Contains((char)rune.Value, StringComparison.Ordinal)
            )
            .ShouldBeEmpty(text);

    private sealed class Writing(StringBuilder text) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => text.AppendLine(formatter(state, exception));
    }
}
