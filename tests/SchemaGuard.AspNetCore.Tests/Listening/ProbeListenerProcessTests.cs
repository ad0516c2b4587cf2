using System.Net;
using Shouldly;
using Xunit;

namespace SchemaGuard.AspNetCore.Tests.Listening;

/// <summary>How a real process with the listener ends.</summary>
public sealed class ProbeListenerProcessTests
{
    [Fact]
    public async Task A_refused_process_tells_the_reason_for_a_while_and_exits_with_its_code_when_it_is_told_to_stop()
    {
        await using var process = new MigratingProcess(("Listener__RefusalHold", "00:10:00"));
        var address = await process.AnsweringAsync();
        await process.FailAsync();
        await process.App.WaitForAsync("The probes tell the reason");

        (await Client.GetAsync(address, "/health/live")).Status.ShouldBe(HttpStatusCode.OK);
        (await Client.GetAsync(address, "/health/startup")).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        var ready = await Client.GetAsync(address, "/health/ready");
        ready.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        ready.Body.ShouldContain("\"refused\"");
        ready.Body.ShouldContain("\"exitCode\": 4".Replace(" ", "", StringComparison.Ordinal));
        await process.App.TerminateAsync();

        (await process.App.ExitAsync(TimeSpan.FromSeconds(30))).ShouldBe(ExitCodes.MigrationFailed, process.App.Output + process.App.Error);
    }

    [Fact]
    public async Task A_refused_process_exits_by_itself_when_the_time_is_over()
    {
        await using var process = new MigratingProcess(("Listener__RefusalHold", "00:00:01"));
        await process.AnsweringAsync();
        await process.FailAsync();

        (await process.App.ExitAsync()).ShouldBe(ExitCodes.MigrationFailed, process.App.Output + process.App.Error);
        process.App.Output.ShouldContain("for 00:00:01, then the process exits");
    }

    [Fact]
    public async Task A_process_that_is_terminated_while_it_migrates_ends_at_once()
    {
        await using var process = new MigratingProcess(("Listener__RefusalHold", "00:10:00"));
        var address = await process.AnsweringAsync();
        await process.App.TerminateAsync();

        (await process.App.ExitAsync(TimeSpan.FromSeconds(30))).ShouldBe(ExitCodes.Cancelled, process.App.Output + process.App.Error);
        (await Client.CanConnectAsync(address.Port)).ShouldBeFalse();
    }
}
