using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;

namespace SchemaGuard.AspNetCore.Listening;

/// <summary>The addresses that a server is told to bind, beside the endpoints of its own options.</summary>
/// <param name="Urls">The addresses, such as <c>http://*:8080</c>. If there are none, and no endpoints, the server has a default.</param>
/// <param name="PreferHostingUrls">Whether they come before the endpoints of the server's options.</param>
internal sealed record ServerAddresses(IReadOnlyList<string> Urls, bool PreferHostingUrls)
{
    /// <summary>Returns the address of a port on all network interfaces.</summary>
    public static ServerAddresses OfPort(int port) => new([$"http://*:{port}"], PreferHostingUrls: true);

    /// <summary>Returns what the host is going to tell the application's server: its own addresses, or else those of configuration.</summary>
    public static ServerAddresses Of(IServer server, IConfiguration? configuration)
    {
        var own = server.Features.Get<IServerAddressesFeature>();
        return own is { Addresses.Count: > 0 } ? new ServerAddresses([.. own.Addresses], own.PreferHostingUrls)
            : configuration is null ? new ServerAddresses([], PreferHostingUrls: false)
            : new ServerAddresses([.. Configured(configuration)], IsTrue(configuration[WebHostDefaults.PreferHostingUrlsKey]));
    }

    private static IEnumerable<string> Configured(IConfiguration configuration) =>
        configuration[WebHostDefaults.ServerUrlsKey] is { Length: > 0 } urls
            ? urls.Split(';', StringSplitOptions.RemoveEmptyEntries)
            : Ports(configuration[WebHostDefaults.HttpPortsKey], "http")
                .Concat(Ports(configuration[WebHostDefaults.HttpsPortsKey], "https"));

    private static IEnumerable<string> Ports(string? ports, string scheme) =>
        (ports ?? "")
            .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(port => $"{scheme}://*:{port}");

    private static bool IsTrue(string? value) => value == "1" || string.Equals(value, "true", StringComparison.OrdinalIgnoreCase);
}
