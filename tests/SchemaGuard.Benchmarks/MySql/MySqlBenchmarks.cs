using MySqlConnector;
using SchemaGuard.Benchmarks.Racing;
using SchemaGuard.Servers;

namespace SchemaGuard.Benchmarks.MySql;

/// <summary>Runs the benchmarks of MariaDB and MySQL that the command line asks for, each on servers of its own.</summary>
internal sealed class MySqlBenchmarks(CommandArguments arguments, Workspace workspace, TextWriter output)
{
    public async Task RunAsync()
    {
        await RunAsync("mariadb", MySqlInstallation.MariaDb);
        await RunAsync("mysql", MySqlInstallation.MySql);
    }

    private async Task RunAsync(string product, MySqlInstallation? installation)
    {
        var rounds = arguments.Rounds;
        await RunAsync(
            product,
            installation,
            CommandArguments.MySqlNoOp,
            found => new NoOpBenchmark(found, workspace, rounds, output).RunAsync()
        );
        await RunAsync(
            product,
            installation,
            CommandArguments.MySqlApply,
            found => new ApplyBenchmark(found, workspace, rounds, arguments.Migrations, output).RunAsync()
        );
    }

    /// <summary>Runs one benchmark. A server that is not there does not end the others, but is not passed over in silence.</summary>
    private async Task RunAsync(string product, MySqlInstallation? installation, string name, Func<MySqlInstallation, Task> run)
    {
        if (!arguments.Includes(name) || !arguments.IncludesProduct(product))
        {
            return;
        }

        if (installation is null)
        {
            var problem = $"{name}: NOT MEASURED, {product} is not on this machine; tests/servers.sh says how to get it.";
            await output.WriteLineAsync($"{problem}\n");
            await Console.Error.WriteLineAsync(problem);
            return;
        }

        await run(installation);
        MySqlConnection.ClearAllPools();
    }
}
