using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.Sqlite.Tests;

/// <summary>Says what a test tells that has waited in vain for a process.</summary>
public sealed class TestProcessTests
{
    [Fact]
    public async Task A_process_that_does_not_end_is_shown_with_its_output_and_what_it_waits_for()
    {
        await using var database = new SqliteTestDatabase();
        using var folder = new MigrationFolder().AddLedger(1);
        await using var app = TestProcess.StartApp(database, folder);
        await app.WaitForAsync("LISTENING");

        var exception = await Should.ThrowAsync<TimeoutException>(() => app.ExitAsync(TimeSpan.FromMilliseconds(1)));

        exception.Message.ShouldContain("has not ended within 0 s");
        exception.Message.ShouldContain("LISTENING http://127.0.0.1:");
        exception.Message.ShouldContain("futex");
        exception.Message.ShouldContain("Program+<<Main>$>d__");
    }
}
