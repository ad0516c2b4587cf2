using System.Diagnostics;
using Shouldly;
using Xunit;

namespace SchemaGuard.AspNetCore.Tests;

/// <summary>What comes true by the work of others.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Asks until the answer is the expected one.</summary>
    public static async Task IsAsync<T>(Func<Task<T>> ask, T expected)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            var answer = await ask();
            if (Equals(answer, expected))
            {
                return;
            }

            if (clock.Elapsed > Patience)
            {
                answer.ShouldBe(expected);
            }

            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }
}
