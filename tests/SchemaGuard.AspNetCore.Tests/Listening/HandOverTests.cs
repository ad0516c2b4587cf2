using System.Collections.Concurrent;
using System.Net;
using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.AspNetCore.Tests.Listening;

/// <summary>What clients see while the address of a real process is handed over.</summary>
public sealed class HandOverTests
{
    private const int Together = 50;
    private const int Around = 50;

    [Theory]
    [InlineData("http", 4_000)]
    [InlineData("https", 1_000)]
    public async Task No_request_is_refused_or_reset_while_the_address_is_handed_over(string scheme, int usual)
    {
        var count = FullRun.IsOn ? 20_000 : usual;
        var certificate = Path.GetTempFileName();
        await File.WriteAllBytesAsync(certificate, TestCertificate.Exported, TestContext.Current.CancellationToken);
        await using var process = new MigratingProcess(
            ("URLS", $"{scheme}://127.0.0.1:0"),
            ("Kestrel__Certificates__Default__Path", certificate),
            ("Kestrel__Certificates__Default__Password", TestCertificate.Password)
        );
        var address = await process.AnsweringAsync();
        var failures = new ConcurrentQueue<Exception>();
        using var end = new CancellationTokenSource();
        List<Task<int>> crowd = [];
        var statuses = new List<HttpStatusCode>();
        using (var client = Client.Create())
        {
            for (var i = 0; i < count; i++)
            {
                // The crowd takes most of the machine: it is there only around the change.
                if (i == (count / 2) - Around)
                {
                    crowd = [.. Enumerable.Range(0, Together).Select(_ => AskUntilAsync(address, failures, end.Token))];
                }
                else if (i == count / 2)
                {
                    await process.MigrateAsync();
                }
                else if (i > Around && statuses[i - Around] == HttpStatusCode.OK)
                {
                    await end.CancelAsync();
                }

                statuses.Add(await AskAsync(client, address, failures));
            }

            await process.App.WaitForAsync("LISTENING");
            statuses.Add(await AskAsync(client, address, failures));
        }

        await end.CancelAsync();
        var answers = (await Task.WhenAll(crowd)).Sum();

        failures.ShouldBeEmpty($"of {count + answers} requests");
        answers.ShouldBeGreaterThan(Together);
        var change = statuses.IndexOf(HttpStatusCode.OK);
        change.ShouldBeGreaterThanOrEqualTo(count / 2);
        statuses.Take(change).ShouldAllBe(status => status == HttpStatusCode.ServiceUnavailable);
        statuses.Skip(change).ShouldAllBe(status => status == HttpStatusCode.OK);
        process.App.Output.ShouldContain($"LISTENING {address.OriginalString}");
        File.Delete(certificate);
    }

    private static async Task<int> AskUntilAsync(Uri address, ConcurrentQueue<Exception> failures, CancellationToken end)
    {
        using var client = Client.Create();
        var answers = 0;
        while (!end.IsCancellationRequested)
        {
            await AskAsync(client, address, failures);
            answers++;
        }

        return answers;
    }

    /// <summary>Asks on a connection of its own: a request on one that was open already would be tried again in silence.</summary>
    private static async Task<HttpStatusCode> AskAsync(HttpClient client, Uri address, ConcurrentQueue<Exception> failures)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.ConnectionClose = true;
            using var response = await client.SendAsync(request);
            return response.StatusCode;
        }
        catch (HttpRequestException exception)
        {
            failures.Enqueue(exception);
            return default;
        }
    }
}
