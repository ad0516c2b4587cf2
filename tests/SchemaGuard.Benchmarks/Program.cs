using SchemaGuard.Benchmarks;
using SchemaGuard.Benchmarks.PostgreSql.Hosts;
using SchemaGuard.Benchmarks.Probes;
using SchemaGuard.Benchmarks.Racing;
using SchemaGuard.Benchmarks.Scripts;
using SchemaGuard.Benchmarks.Sqlite;
using SchemaGuard.Benchmarks.Verification;
using MySqlBenchmarks = SchemaGuard.Benchmarks.MySql.MySqlBenchmarks;
using PostgreSqlBenchmarks = SchemaGuard.Benchmarks.PostgreSql.PostgreSqlBenchmarks;

if (args is [ConsoleHost.Argument, .. var host])
{
    return await ConsoleHost.RunAsync(host);
}

if (CommandArguments.Parse(args) is not { } arguments)
{
    await Console.Error.WriteLineAsync(CommandArguments.Usage);
    return 2;
}

using var workspace = new Workspace(arguments.Directory);
var output = Console.Out;
await output.WriteLineAsync(MachineText.Describe());
if (arguments.Includes(CommandArguments.Scripts))
{
    await new ScriptsBenchmark(arguments.Rounds, output).RunAsync();
}

if (arguments.Includes(CommandArguments.Comparison))
{
    await new ComparisonBenchmark(arguments.Rounds, output).RunAsync();
}

if (arguments.Includes(CommandArguments.Probes))
{
    await new ProbeBenchmark(workspace, arguments.Rounds, output).RunAsync();
}

if (arguments.Includes(CommandArguments.SqliteNoOp))
{
    await new NoOpBenchmark(workspace, arguments.Rounds, output).RunAsync();
}

if (arguments.Includes(CommandArguments.SqliteApply))
{
    await new ApplyBenchmark(workspace, arguments.Rounds, output).RunAsync();
}

await new PostgreSqlBenchmarks(arguments, workspace, output).RunAsync();
await new MySqlBenchmarks(arguments, workspace, output).RunAsync();
return 0;
