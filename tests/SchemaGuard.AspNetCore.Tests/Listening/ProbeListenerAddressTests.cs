using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Shouldly;
using Xunit;

namespace SchemaGuard.AspNetCore.Tests.Listening;

/// <summary>The kinds of addresses that are handed over.</summary>
public sealed class ProbeListenerAddressTests
{
    private const string AnyPort = "http://127.0.0.1:0";

    [Fact]
    public async Task The_application_gets_the_port_that_the_listener_has_found()
    {
        await using var host = await MigratingHost.StartAsync(builder => builder.WebHost.UseUrls(AnyPort));

        await AssertAnswersAsync(host.Address);
        await host.MigrateAsync();

        host.App.Urls.ShouldBe([host.Address.OriginalString]);
        await AssertServesAsync(host.Address);
    }

    [Fact]
    public async Task Every_one_of_several_addresses_is_handed_over()
    {
        await using var host = await MigratingHost.StartAsync(builder => builder.WebHost.UseUrls(AnyPort, AnyPort, "http://[::1]:0"));
        var addresses = host.Addresses;

        addresses.Length.ShouldBe(3);
        foreach (var address in addresses)
        {
            await AssertAnswersAsync(address);
        }

        await host.MigrateAsync();

        host.App.Urls.ShouldBe(addresses.Select(address => address.OriginalString));
        foreach (var address in addresses)
        {
            await AssertServesAsync(address);
        }
    }

    [Theory]
    [InlineData("http://*:{0}", new[] { "127.0.0.1", "[::1]" })]
    [InlineData("http://+:{0}", new[] { "127.0.0.1", "[::1]" })]
    [InlineData("http://0.0.0.0:{0}", new[] { "127.0.0.1" })]
    [InlineData("http://[::]:{0}", new[] { "127.0.0.1", "[::1]" })]
    [InlineData("http://localhost:{0}", new[] { "127.0.0.1", "[::1]" })]
    public async Task Both_families_of_addresses_are_answered_where_the_application_serves_both(string url, string[] names)
    {
        var port = Client.FreePort();
        await using var host = await MigratingHost.StartAsync(builder => builder.WebHost.UseUrls(string.Format(null, url, port)));

        await Task.WhenAll(names.Select(name => AssertAnswersAsync(new Uri($"http://{name}:{port}"))));
        await host.MigrateAsync();

        await Task.WhenAll(names.Select(name => AssertServesAsync(new Uri($"http://{name}:{port}"))));
    }

    [Theory]
    [InlineData("http_ports")]
    [InlineData("Kestrel:Endpoints:Web:Url")]
    [InlineData("urls")]
    public async Task Addresses_of_configuration_are_found(string key)
    {
        var port = Client.FreePort();
        await using var host = await MigratingHost.StartAsync(builder =>
            builder.Configuration[key] = key == "http_ports" ? $"{port}" : $"http://127.0.0.1:{port}"
        );

        await AssertAnswersAsync(new Uri($"http://127.0.0.1:{port}"));
        await host.MigrateAsync();

        await AssertServesAsync(new Uri($"http://127.0.0.1:{port}"));
    }

    [Fact]
    public async Task Endpoints_of_the_server_come_before_addresses_unless_the_host_prefers_these()
    {
        var (preferred, other) = (Client.FreePort(), Client.FreePort());
        await using var host = await MigratingHost.StartAsync(builder =>
        {
            builder.WebHost.UseUrls($"http://127.0.0.1:{preferred}").PreferHostingUrls(true);
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenLocalhost(other));
        });

        host.Address.Port.ShouldBe(preferred);
        await host.MigrateAsync();

        await AssertServesAsync(host.Address);
        (await Client.CanConnectAsync(other)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_Unix_socket_stays_for_the_application_and_goes_with_it()
    {
        var folder = Directory.CreateTempSubdirectory("schemaguard-socket-");
        var path = Path.Combine(folder.FullName, "app.sock");
        await using (var host = await MigratingHost.StartAsync(builder => builder.WebHost.UseUrls($"http://unix:{path}")))
        {
            using var client = Client.Create(path);

            (await StatusAsync(client, "/health/live")).ShouldBe(HttpStatusCode.OK);
            (await StatusAsync(client, "/")).ShouldBe(HttpStatusCode.ServiceUnavailable);
            await host.MigrateAsync();

            File.Exists(path).ShouldBeTrue();
            (await StatusAsync(client, "/")).ShouldBe(HttpStatusCode.OK);
        }

        File.Exists(path).ShouldBeFalse();
        folder.Delete(recursive: true);

        static async Task<HttpStatusCode> StatusAsync(HttpClient client, string path)
        {
            using var response = await client.GetAsync(new Uri("http://localhost" + path), TestContext.Current.CancellationToken);
            return response.StatusCode;
        }
    }

    [Fact]
    public async Task A_socket_that_was_inherited_is_handed_over()
    {
        using var inherited = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        inherited.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var address = new Uri($"http://{inherited.LocalEndPoint}");
        await using var host = await MigratingHost.StartAsync(builder =>
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenHandle((ulong)inherited.Handle))
        );

        await AssertAnswersAsync(address);
        await host.MigrateAsync();

        await AssertServesAsync(address);
    }

    [Theory]
    [InlineData(HttpProtocols.Http1, "1.1")]
    [InlineData(HttpProtocols.Http2, "2.0")]
    [InlineData(HttpProtocols.Http1AndHttp2AndHttp3, "1.1")]
    [InlineData(HttpProtocols.Http1AndHttp2AndHttp3, "2.0")]
    public async Task A_certificate_and_the_protocols_are_those_of_the_application(HttpProtocols protocols, string version)
    {
        using var certificate = TestCertificate.Load();
        var port = Client.FreePort();
        await using var host = await MigratingHost.StartAsync(builder =>
            builder.WebHost.ConfigureKestrel(kestrel =>
                kestrel.Listen(
                    IPAddress.Loopback,
                    port,
                    endpoint =>
                    {
                        endpoint.Protocols = protocols;
                        endpoint.UseHttps(certificate);
                    }
                )
            )
        );

        host.Address.Scheme.ShouldBe("https");
        await AssertAnswersAsync(host.Address, Version.Parse(version));
        await host.MigrateAsync();

        await AssertServesAsync(host.Address, Version.Parse(version));
    }

    [Fact]
    public async Task A_certificate_of_configuration_serves_addresses()
    {
        var path = Path.GetTempFileName();
        await File.WriteAllBytesAsync(path, TestCertificate.Exported, TestContext.Current.CancellationToken);
        await using var host = await MigratingHost.StartAsync(builder =>
        {
            builder.WebHost.UseUrls("https://127.0.0.1:0");
            builder.Configuration["Kestrel:Certificates:Default:Path"] = path;
            builder.Configuration["Kestrel:Certificates:Default:Password"] = TestCertificate.Password;
        });

        await AssertAnswersAsync(host.Address);
        await host.MigrateAsync();

        await AssertServesAsync(host.Address);
        File.Delete(path);
    }

    [Fact]
    public async Task HTTP_2_without_encryption_is_answered_as_such()
    {
        await using var host = await MigratingHost.StartAsync(builder =>
        {
            builder.WebHost.UseUrls(AnyPort);
            builder.WebHost.ConfigureKestrel(kestrel =>
                kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = HttpProtocols.Http2)
            );
        });

        await AssertAnswersAsync(host.Address, HttpVersion.Version20);
        await host.MigrateAsync();

        await AssertServesAsync(host.Address, HttpVersion.Version20);
    }

    [Fact]
    public async Task A_client_of_HTTP_2_that_keeps_its_connection_is_sent_to_the_application()
    {
        await using var host = await MigratingHost.StartAsync(builder =>
        {
            builder.WebHost.UseUrls(AnyPort);
            builder.WebHost.ConfigureKestrel(kestrel =>
                kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = HttpProtocols.Http2)
            );
        });
        using var client = Client.Create();
        (client.DefaultRequestVersion, client.DefaultVersionPolicy) = (HttpVersion.Version20, HttpVersionPolicy.RequestVersionExact);
        using (var early = await client.GetAsync(host.Address, TestContext.Current.CancellationToken))
        {
            early.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        }

        await host.MigrateAsync();

        (await client.GetStringAsync(host.Address, TestContext.Current.CancellationToken)).ShouldBe("served");
    }

    [Fact]
    public async Task The_way_in_which_the_application_binds_its_sockets_is_kept()
    {
        List<EndPoint> bound = [];
        await using var host = await MigratingHost.StartAsync(builder =>
        {
            builder.WebHost.UseUrls(AnyPort);
            builder.Services.Configure<SocketTransportOptions>(options =>
                options.CreateBoundListenSocket = endpoint =>
                {
                    bound.Add(endpoint);
                    return SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint);
                }
            );
        });

        await host.MigrateAsync();

        bound.Count.ShouldBe(1);
        await AssertServesAsync(host.Address);
    }

    private static async Task AssertAnswersAsync(Uri address, Version? version = null)
    {
        (await Client.GetAsync(address, "/health/live", version)).ShouldBe((HttpStatusCode.OK, "Alive"));
        var ready = await Client.GetAsync(address, "/health/ready", version);
        ready.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        ready.Body.ShouldContain("\"starting\"");
        (await Client.GetAsync(address, "/", version)).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
    }

    private static async Task AssertServesAsync(Uri address, Version? version = null)
    {
        (await Client.GetAsync(address, "/", version)).ShouldBe((HttpStatusCode.OK, "served"));
        (await Client.GetAsync(address, "/health/startup", version)).Status.ShouldBe(HttpStatusCode.OK);
        (await Client.GetAsync(address, "/health/ready", version)).Status.ShouldBe(HttpStatusCode.OK);
    }
}
