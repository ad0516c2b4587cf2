using System.Diagnostics;
using Microsoft.Extensions.Logging;
using SchemaGuard.Hosting;
using Shouldly;
using Xunit;

namespace SchemaGuard.Tests.Hosting;

public sealed class RefusalExitTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Recorder _log = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_reason_replaces_what_the_termination_log_held()
    {
        _folder.With("log", "an earlier reason, which is longer");

        RefusalExit.WriteTerminationLog(_folder.At("log"), "the reason", _log);
        RefusalExit.WriteTerminationLog(_folder.At("none"), "the reason", _log);

        File.ReadAllText(_folder.At("log")).ShouldBe("the reason");
        File.Exists(_folder.At("none")).ShouldBeFalse();
        _log.Lines.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_pipe_that_nobody_reads_does_not_hold_up_the_refusal()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux says what a file is before it is opened.");
        using (var process = Process.Start("mkfifo", _folder.At("log")))
        {
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        await Task.Run(() => RefusalExit.WriteTerminationLog(_folder.At("log"), "the reason", _log), TestContext.Current.CancellationToken)
            .WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        RefusalExit.WriteTerminationLog("/dev/null", "the reason", _log);

        _log.Lines.Count.ShouldBe(2);
        _log.Lines[0]
            .ShouldBe(
                $"The reason for the refusal could not be written to {_folder.At("log")}: it is a pipe, a socket or a device, which may never end"
            );
    }

    private sealed class Recorder : ILogger
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => Lines.Add(formatter(state, exception));
    }
}
