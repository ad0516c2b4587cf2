using System.Globalization;
using System.Net.Http.Headers;
using Xunit;

namespace SchemaGuard.AspNetCore.Tests.Leaks;

/// <summary>All that an application has served to a client: each answer with status, headers and body.</summary>
internal sealed class Served(Func<Uri> address)
{
    private static readonly string[] Paths = ["/health/live", "/health/startup", "/health/ready", "/health", "/orders"];
    private static readonly HttpClient Requests = new();

    /// <summary>Gets what everybody can ask for: probes, health checks, and what the request gate refuses.</summary>
    public List<string> Public { get; } = [];

    /// <summary>Gets the pages and documents for operators.</summary>
    public List<string> ForOperators { get; } = [];

    public IEnumerable<string> All => Public.Concat(ForOperators);

    /// <summary>Asks for everything, with GET and HEAD.</summary>
    /// <param name="state">What the application is in, for the message of a failing test.</param>
    public async Task AskAsync(string state)
    {
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head })
        {
            foreach (var path in Paths)
            {
                Public.Add(await AskAsync(state, method, path, accept: null));
            }

            ForOperators.Add(await AskAsync(state, method, "/schema", "text/html"));
            ForOperators.Add(await AskAsync(state, method, "/schema", "application/json"));
        }
    }

    /// <summary>Asks for one path.</summary>
    public async Task<string> AskAsync(string state, HttpMethod method, string path, string? accept)
    {
        using var request = new HttpRequestMessage(method, new Uri(address(), path));
        if (accept is not null)
        {
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(accept));
        }

        using var response = await Requests.SendAsync(request, TestContext.Current.CancellationToken);
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"[{state}] {method} {path} {accept}\n{(int)response.StatusCode} {response.ReasonPhrase}\n{response.Headers}{response.Content.Headers}\n{body}"
        );
    }
}
