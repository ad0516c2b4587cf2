using Npgsql;

namespace SchemaGuard.Benchmarks.PostgreSql;

/// <summary>Gives a piece of work a connection string for which the driver has no pool yet, nor what it reads of a server once for each pool.</summary>
internal static class NewPool
{
    private static int _number;

    public static async Task UseAsync(string connectionString, Func<string, Task> work)
    {
        var own = $"{connectionString};Application Name=new pool {Interlocked.Increment(ref _number)}";
        try
        {
            await work(own);
        }
        finally
        {
            await using var connection = new NpgsqlConnection(own);
            NpgsqlConnection.ClearPool(connection);
        }
    }
}
