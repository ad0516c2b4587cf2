using System.Net;
using System.Net.Sockets;
using SchemaGuard.MySql.Connecting;
using Shouldly;
using Xunit;

namespace SchemaGuard.MySql.Tests;

/// <summary>Says how often a server is asked why it is not reached: it counts who connects without logging in, and blocks the host in the end.</summary>
public sealed class ServerReachTests
{
    [Fact]
    public async Task One_that_takes_connections_is_asked_once_until_the_driver_has_reached_it()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var reach = Reach(((IPEndPoint)listener.LocalEndpoint).Port);

        for (var attempt = 0; attempt < 3; attempt++)
        {
            (await reach.FindReasonAsync(TestContext.Current.CancellationToken)).ShouldBeNull();
        }

        Drain(listener).ShouldBe(1);
        reach.Arrive();
        (await reach.FindReasonAsync(TestContext.Current.CancellationToken)).ShouldBeNull();
        Drain(listener).ShouldBe(1);
    }

    [Fact]
    public async Task One_that_refuses_them_is_told_each_time()
    {
        var reach = Reach(SchemaGuard.Servers.Ports.Free());

        for (var attempt = 0; attempt < 2; attempt++)
        {
            (await reach.FindReasonAsync(TestContext.Current.CancellationToken))
                .ShouldNotBeNull()
                .SocketErrorCode.ShouldBe(SocketError.ConnectionRefused);
        }
    }

    private static ServerReach Reach(int port) =>
        new(MySqlConnectionSettings.Parse(string.Create(null, $"Server=127.0.0.1;Port={port};Database=app"), out _)!);

    private static int Drain(TcpListener listener)
    {
        var count = 0;
        for (; listener.Pending(); count++)
        {
            listener.AcceptSocket().Dispose();
        }

        return count;
    }
}
