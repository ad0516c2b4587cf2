using System.Diagnostics;
using System.Globalization;
using SchemaGuard.Specification.Infrastructure;
using Xunit;

namespace SchemaGuard.MySql.Tests;

/// <summary>Waits for what a server shows, and sends signals to processes.</summary>
internal static class Watching
{
    /// <summary>
    /// The table of a server's sessions. MySQL's in the information schema fails while any session, also one of another test, runs a statement with a character
    /// such as an emoji.
    /// </summary>
    public const string Sessions = "/*!80022 performance_schema.*//*M! information_schema.*/processlist";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Gives the question how many sessions of the database run a statement that begins so.</summary>
    public static string Running(string statement) => $"select count(*) {SessionsOf(statement)}";

    private static string SessionsOf(string statement) =>
        $"from {Sessions} where db = database() and id <> connection_id() and command <> 'Sleep' and info like '{statement}%'";

    /// <summary>Asks until the answer is as expected.</summary>
    /// <exception cref="TimeoutException">It never was.</exception>
    public static async Task UntilAsync(this TestDatabase database, string question, Predicate<long> isExpected)
    {
        await using var connection = await database.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = question;
        var clock = Stopwatch.StartNew();
        while (true)
        {
            var answer = Convert.ToInt64(
                await command.ExecuteScalarAsync(TestContext.Current.CancellationToken),
                CultureInfo.InvariantCulture
            );
            if (isExpected(answer))
            {
                return;
            }

            if (clock.Elapsed > Patience)
            {
                throw new TimeoutException($"'{question}' still gives {answer}.");
            }

            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Reads one text.</summary>
    public static async Task<string?> TextAsync(this TestDatabase database, string question)
    {
        await using var connection = await database.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = question;
        return Convert.ToString(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken), CultureInfo.InvariantCulture);
    }

    /// <summary>Waits until the migrating session runs a statement that begins so, and says which session it is.</summary>
    public static async Task<long> SessionRunningAsync(this TestDatabase database, string statement)
    {
        await database.UntilAsync(Running(statement), count => count > 0);
        return await database.NumberAsync($"select max(id) {SessionsOf(statement)}");
    }
}
