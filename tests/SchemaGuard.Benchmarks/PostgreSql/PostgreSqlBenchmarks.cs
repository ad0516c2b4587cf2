using Npgsql;
using SchemaGuard.Benchmarks.Racing;

namespace SchemaGuard.Benchmarks.PostgreSql;

/// <summary>Runs the benchmarks of PostgreSQL that the command line asks for, each on a server of its own.</summary>
internal sealed class PostgreSqlBenchmarks(CommandArguments arguments, Workspace workspace, TextWriter output)
{
    public async Task RunAsync()
    {
        var rounds = arguments.Rounds;
        await RunAsync(CommandArguments.PostgreSqlNoOp, server => new NoOpBenchmark(server, workspace, rounds, output).RunAsync());
        await RunAsync(CommandArguments.PostgreSqlApply, server => new ApplyBenchmark(server, workspace, rounds, output).RunAsync());
        await RunAsync(CommandArguments.PostgreSqlCold, server => new ColdBenchmark(server, workspace, rounds, output).RunAsync());
        await RunAsync(CommandArguments.PostgreSqlReplicas, server => new ReplicasBenchmark(server, workspace, rounds, output).RunAsync());
        await RunAsync(CommandArguments.PostgreSqlDrift, server => new DriftBenchmark(server, rounds, output).RunAsync());
        await RunAsync(CommandArguments.PostgreSqlVerify, server => new VerifyBenchmark(server, workspace, rounds, output).RunAsync());
    }

    private async Task RunAsync(string name, Func<BenchmarkServer, Task> run)
    {
        if (arguments.Includes(name))
        {
            await using var server = await BenchmarkServer.StartAsync(arguments.Server);
            await output.WriteLineAsync($"PostgreSQL {await server.ReadAsync<string>("SHOW server_version")}\n");
            await run(server);
            NpgsqlConnection.ClearAllPools();
        }
    }
}
