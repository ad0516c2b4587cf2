using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace SchemaGuard.Specification.Infrastructure;

/// <summary>A real process of the command line or of the test application, with its output.</summary>
public sealed class TestProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = [];
    private readonly ConcurrentQueue<string> _error = [];
    private readonly List<(string Text, TaskCompletionSource Seen)> _expected = [];
    private readonly Stopwatch _clock = Stopwatch.StartNew();

    private TestProcess(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.RedirectStandardInput = true;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Take(line.Data, _output);
        _process.ErrorDataReceived += (_, line) => Take(line.Data, _error);
        _process.Start();
        _process.StandardInput.Close();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string Output => string.Join('\n', _output);

    public string Error => string.Join('\n', _error);

    /// <summary>Gets standard error as one line, whatever width it was wrapped at.</summary>
    public string ErrorText => string.Join(' ', Error.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries));

    public int Id => _process.Id;

    /// <summary>Gets whether the process has ended.</summary>
    public bool HasEnded => _process.HasExited;

    /// <summary>Gets how long the process ran.</summary>
    public TimeSpan Elapsed { get; private set; }

    /// <summary>Starts the command line.</summary>
    public static TestProcess StartCli(params IEnumerable<string> arguments) => Start(Programs.Cli, arguments, []);

    /// <summary>Starts a verb of the command line on a database.</summary>
    public static TestProcess StartVerb(string verb, TestDatabase database, MigrationFolder folder, params IEnumerable<string> more) =>
        StartCli([.. VerbArguments(verb, database, folder), .. more]);

    /// <summary>Returns the arguments of a verb on a database.</summary>
    public static string[] VerbArguments(string verb, TestDatabase database, MigrationFolder folder) =>
        [
            verb,
            "--provider",
            database.Provider,
            .. database.Provider == "mysql" ? new[] { "--driver", Programs.MySqlConnector } : [],
            "--connection",
            database.ConnectionString,
            "--migrations",
            folder.Path,
        ];

    /// <summary>Starts the test application on a database; settings override the defaults.</summary>
    public static TestProcess StartApp(
        TestDatabase database,
        MigrationFolder folder,
        params IEnumerable<(string Key, string Value)> settings
    ) =>
        Start(
            Programs.TestApp,
            [],
            [
                // Not ASPNETCORE_URLS, which an appsettings.json in the working directory overrides.
                ("URLS", "http://127.0.0.1:0"),
                ("Provider", database.Provider),
                ("SchemaGuard__ConnectionString", database.ConnectionString),
                ("SchemaGuard__Migrations", folder.Path),
                .. settings,
            ]
        );

    /// <summary>Starts any program.</summary>
    public static TestProcess StartProgram(string program, IEnumerable<string> arguments) => new(new ProcessStartInfo(program, arguments));

    /// <summary>Starts a .NET program.</summary>
    public static TestProcess Start(string assembly, IEnumerable<string> arguments, IEnumerable<(string Key, string Value)> environment)
    {
        var start = new ProcessStartInfo("dotnet", [assembly, .. arguments]);

        // The process lives for a second or two: counting calls, and recompiling what is called often, would take a sixth of its time,
        // and a collector with threads of its own a tenth.
        start.Environment["DOTNET_TC_CallCounting"] = "0";
        start.Environment["DOTNET_gcServer"] = "0";
        start.Environment["DOTNET_gcConcurrent"] = "0";
        foreach (var (key, value) in environment)
        {
            start.Environment[key] = value;
        }

        return new TestProcess(start);
    }

    /// <summary>Waits until a line contains a text, or the process has ended.</summary>
    public async Task WaitForAsync(string text)
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_expected)
        {
            _expected.Add((text, seen));
        }

        if (_output.Concat(_error).Any(line => line.Contains(text, StringComparison.Ordinal)))
        {
            return;
        }

        await PatientlyAsync(Task.WhenAny(seen.Task, _process.WaitForExitAsync()), Patience, $"has not printed '{text}'");
    }

    /// <summary>Waits for the end.</summary>
    /// <param name="patience">The time to wait; two minutes by default.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="TimeoutException">The process does not end; the message contains its output and what its threads are doing.</exception>
    public async Task<int> ExitAsync(TimeSpan? patience = null)
    {
        await PatientlyAsync(_process.WaitForExitAsync(), patience ?? Patience, "has not ended");
        Elapsed = _clock.Elapsed;
        return _process.ExitCode;
    }

    /// <summary>Kills the process as the kernel does when memory runs out: none of its code runs any more.</summary>
    /// <returns>Whether it was still running.</returns>
    public async Task<bool> KillAsync()
    {
        var wasRunning = !_process.HasExited;
        _process.Kill();
        await ExitAsync();
        return wasRunning && _process.ExitCode == 137;
    }

    /// <summary>Asks the process to end, as Kubernetes does.</summary>
    public Task TerminateAsync() => SignalAsync("TERM");

    /// <summary>Sends a signal, such as STOP, which freezes the process, or CONT, which resumes it.</summary>
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", ["-" + signal, Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private async Task PatientlyAsync(Task waiting, TimeSpan patience, string failure)
    {
        try
        {
            await waiting.WaitAsync(patience);
        }
        catch (TimeoutException late)
        {
            var text = string.Create(CultureInfo.InvariantCulture, $"Process {Id} {failure} within {patience.TotalSeconds:0.#} s.");
            throw new TimeoutException(
                string.Join('\n', text, "Output:", Output, "Error:", Error, await StuckProcess.DescribeAsync(Id)),
                late
            );
        }
    }

    private void Take(string? line, ConcurrentQueue<string> queue)
    {
        if (line is null)
        {
            return;
        }

        queue.Enqueue(line);
        lock (_expected)
        {
            foreach (var (_, seen) in _expected.Where(pair => line.Contains(pair.Text, StringComparison.Ordinal)))
            {
                seen.TrySetResult();
            }
        }
    }
}
