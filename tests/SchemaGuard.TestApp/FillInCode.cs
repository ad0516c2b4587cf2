using System.Globalization;

namespace SchemaGuard.TestApp;

/// <summary>A migration in code without a transaction that writes a row, waits until somebody opens the gate, and writes another.</summary>
internal static class FillInCode
{
    public const string Name = "9001_fill";

    public static async Task RunAsync(MigrationContext context, CancellationToken cancellationToken)
    {
        await ExecuteAsync(context, "insert into fills (part) values (1)", cancellationToken);
        Console.WriteLine("CODE BEGUN");
        while (await ExecuteAsync(context, "select count(*) from gate", cancellationToken) == 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), cancellationToken);
        }

        await ExecuteAsync(context, "insert into fills (part) values (2)", cancellationToken);
    }

    private static async Task<long> ExecuteAsync(MigrationContext context, string sql, CancellationToken cancellationToken)
    {
        await using var command = context.Connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
    }
}
