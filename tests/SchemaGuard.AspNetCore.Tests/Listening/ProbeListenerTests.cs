using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace SchemaGuard.AspNetCore.Tests.Listening;

/// <summary>The behaviour of the listener beside the hand-over of addresses.</summary>
public sealed class ProbeListenerTests
{
    private const string AnyPort = "http://127.0.0.1:0";

    [Fact]
    public async Task A_port_that_is_taken_is_a_warning_and_the_application_fails_as_it_would_without()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        await using var host = await MigratingHost.StartAsync(builder => builder.WebHost.UseUrls($"http://{other.LocalEndpoint}", AnyPort));

        var warning = host.Said(SchemaGuardAspNetCoreEventIds.ListenerFailed).ShouldNotBeNull();
        warning.ShouldContain("cannot answer probes while the guards work");
        warning.ShouldContain("address already in use.");
        (await Should.ThrowAsync<IOException>(host.MigrateAsync())).Message.ShouldContain("address already in use");
    }

    [Fact]
    public async Task An_address_without_a_certificate_is_a_warning()
    {
        await using var host = await MigratingHost.StartAsync(builder =>
        {
            builder.WebHost.UseUrls("https://127.0.0.1:0");
            builder.Configuration["Kestrel:Certificates:Default:Path"] = "missing.pfx";
        });

        host.Said(SchemaGuardAspNetCoreEventIds.ListenerFailed).ShouldNotBeNull();
        await Should.ThrowAsync<Exception>(host.MigrateAsync());
    }

    [Fact]
    public async Task An_application_that_has_only_HTTP_3_is_left_alone()
    {
        using var certificate = TestCertificate.Load();
        await using var host = await MigratingHost.StartAsync(builder =>
            builder.WebHost.ConfigureKestrel(kestrel =>
                kestrel.Listen(
                    IPAddress.Loopback,
                    Client.FreePort(),
                    endpoint =>
                    {
                        endpoint.Protocols = HttpProtocols.Http3;
                        endpoint.UseHttps(certificate);
                    }
                )
            )
        );

        host.Said(SchemaGuardAspNetCoreEventIds.ListenerFailed).ShouldNotBeNull().ShouldContain("HTTP/3");
    }

    [Fact]
    public async Task Nothing_is_said_twice_of_what_the_application_listens_on()
    {
        await using var host = await MigratingHost.StartAsync(builder => builder.WebHost.UseUrls(AnyPort));
        host.Log.All.ShouldNotContain(entry => entry.Text.Contains("Now listening on", StringComparison.Ordinal));
        await host.MigrateAsync();

        host.Log.All.Count(entry => entry.Text.Contains("Now listening on", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task Under_a_test_server_nothing_happens()
    {
        await using var host = await MigratingHost.StartAsync(builder => builder.WebHost.UseTestServer());
        await host.MigrateAsync();

        host.Answers.ShouldBeNull();
        host.Said(SchemaGuardAspNetCoreEventIds.ListenerFailed).ShouldBeNull();
        host.Said(SchemaGuardAspNetCoreEventIds.ListenerIdle).ShouldNotBeNull().ShouldContain("TestServer");
        (await host.App.GetTestClient().GetStringAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken)).ShouldBe(
            "served"
        );
    }

    [Fact]
    public async Task Under_a_test_server_a_port_of_its_own_is_not_opened_either()
    {
        var port = Client.FreePort();
        await using var host = await MigratingHost.StartAsync(builder => builder.WebHost.UseTestServer(), options => options.Port = port);

        (await Client.CanConnectAsync(port)).ShouldBeFalse();
        await host.MigrateAsync();
    }

    [Fact]
    public async Task Another_transport_of_Kestrel_is_left_alone()
    {
        await using var host = await MigratingHost.StartAsync(builder =>
            builder.Services.AddSingleton<IConnectionListenerFactory, NoTransport>()
        );

        host.Said(SchemaGuardAspNetCoreEventIds.ListenerIdle).ShouldNotBeNull().ShouldContain("NoTransport");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_worker_has_a_listener_only_on_a_port_of_its_own(bool hasPort)
    {
        var port = Client.FreePort();
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddSchemaGuard().UseSqlite("Data Source=:memory:");
        builder.Services.AddSchemaGuardProbeListener(options => options.Port = hasPort ? port : null);
        using (var host = builder.Build())
        {
            await host.Services.GetServices<IGateCompanion>().Single().BeginAsync(CancellationToken.None);
            (await Client.CanConnectAsync(port)).ShouldBe(hasPort);
        }

        (await Client.CanConnectAsync(port)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_port_of_its_own_answers_until_the_host_has_stopped()
    {
        var address = new Uri($"http://127.0.0.1:{Client.FreePort()}");
        await using var host = await MigratingHost.StartAsync(
            builder => builder.WebHost.UseUrls(AnyPort),
            options => options.Port = address.Port
        );

        host.Answers.ShouldNotBeNull().ShouldContain("until the host has stopped");
        (await Client.GetAsync(address, "/health/startup")).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await Client.GetAsync(address, "/")).Status.ShouldBe(HttpStatusCode.NotFound);
        await host.MigrateAsync();

        (await Client.GetAsync(address, "/health/startup")).Status.ShouldBe(HttpStatusCode.OK);
        (await Client.GetAsync(address, "/health/ready")).Status.ShouldBe(HttpStatusCode.OK);
        await host.App.StopAsync(TestContext.Current.CancellationToken);
        (await Client.CanConnectAsync(address.Port)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_refusal_closes_the_addresses()
    {
        await using var host = await MigratingHost.StartAsync(builder => builder.WebHost.UseUrls(AnyPort));
        var port = host.Address.Port;

        await host.RefuseAsync();

        (await Client.CanConnectAsync(port)).ShouldBeFalse();
    }

    [Fact]
    public async Task While_other_services_start_the_application_is_alive_but_not_yet_ready()
    {
        var service = new SlowService();
        await using var host = await MigratingHost.StartAsync(builder =>
        {
            builder.WebHost.UseUrls(AnyPort);
            builder.Services.AddSingleton<IHostedService>(service);
        });
        var starting = host.MigrateAsync();
        await service.Begun.Task;

        (await Client.GetAsync(host.Address, "/health/live")).Status.ShouldBe(HttpStatusCode.OK);
        (await Client.GetAsync(host.Address, "/health/startup")).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await Client.GetAsync(host.Address, "/health/ready")).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        service.End.SetResult();
        await starting;

        (await Client.GetAsync(host.Address, "/health/ready")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Sockets_that_the_application_never_takes_are_closed_with_the_host()
    {
        var service = new SlowService();
        int port;
        await using (
            var host = await MigratingHost.StartAsync(builder =>
            {
                builder.WebHost.UseUrls(AnyPort);
                builder.Services.AddSingleton<IHostedService>(service);
            })
        )
        {
            port = host.Address.Port;
            service.End.SetException(new InvalidOperationException("This service cannot start."));
            await Should.ThrowAsync<InvalidOperationException>(host.MigrateAsync());
        }

        (await Client.CanConnectAsync(port)).ShouldBeFalse();
    }

    [Fact]
    public async Task An_application_that_changes_its_mind_about_its_address_gets_the_one_that_it_wants()
    {
        var service = new SlowService();
        await using var host = await MigratingHost.StartAsync(builder =>
        {
            builder.WebHost.UseUrls(AnyPort);
            builder.Services.AddSingleton<IHostedService>(service);
        });
        var address = new Uri($"http://127.0.0.1:{host.Address.Port}");
        host.App.Urls.Add($"http://0.0.0.0:{address.Port}");
        service.End.SetResult();
        await host.MigrateAsync();

        (await Client.GetAsync(address, "/")).Body.ShouldBe("served");
    }

    [Fact]
    public async Task A_connection_that_was_opened_before_is_answered_after_the_hand_over()
    {
        await using var host = await MigratingHost.StartAsync(builder => builder.WebHost.UseUrls(AnyPort));
        using var early = new TcpClient();
        await early.ConnectAsync(IPAddress.Loopback, host.Address.Port, TestContext.Current.CancellationToken);

        // A later connection was answered, so this one was accepted before.
        await Client.GetAsync(host.Address, "/health/live");
        await host.MigrateAsync();
        var stream = early.GetStream();
        await stream.WriteAsync("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray(), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream, Encoding.ASCII);
        var answer = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);

        answer.ShouldStartWith("HTTP/1.1 503");
        answer.ShouldContain("Connection: close");
        answer.ShouldContain("Retry-After: 5");
    }

    [Fact]
    public async Task A_request_with_a_large_body_is_answered()
    {
        await using var host = await MigratingHost.StartAsync(builder => builder.WebHost.UseUrls(AnyPort));
        using var client = Client.Create();
        using var content = new ByteArrayContent(new byte[4 << 20]);
        using var response = await client.PostAsync(host.Address, content, TestContext.Current.CancellationToken);

        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        response.Content.Headers.ContentType.ShouldNotBeNull().MediaType.ShouldBe("application/problem+json");
    }

    [Fact]
    public void It_may_be_added_twice()
    {
        var services = new ServiceCollection();
        services
            .AddSchemaGuardProbeListener(options => options.Port = 1)
            .AddSchemaGuardProbeListener(options => options.RefusalHold = TimeSpan.FromSeconds(1));

        services.Count(descriptor => descriptor.ServiceType == typeof(IGateCompanion)).ShouldBe(1);
        using var provider = services.BuildServiceProvider();
        var options = provider.GetRequiredService<IOptions<SchemaGuardProbeListenerOptions>>().Value;
        (options.Port, options.RefusalHold).ShouldBe((1, TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public async Task Wrong_options_are_refused_all_at_once()
    {
        await using var host = await MigratingHost.StartAsync(listener: options =>
        {
            options.Port = 0;
            options.RefusalHold = TimeSpan.FromSeconds(-1);
        });

        (await Should.ThrowAsync<OptionsValidationException>(host.Started)).Failures.ShouldBe([
            "The probe listener's Port is 0. Write a number from 1 to 65535, or none to use the addresses of the application.",
            "The probe listener's RefusalHold is -00:00:01. Write a time from zero, which exits at once, to one day.",
        ]);
    }

    private sealed class NoTransport : IConnectionListenerFactory
    {
        public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();
    }

    private sealed class SlowService : IHostedService
    {
        public TaskCompletionSource Begun { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource End { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task StartAsync(CancellationToken cancellationToken)
        {
            Begun.TrySetResult();
            return End.Task;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
