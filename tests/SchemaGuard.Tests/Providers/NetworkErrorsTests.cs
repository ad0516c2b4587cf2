using System.Net.Sockets;
using SchemaGuard.Providers.Errors;
using Shouldly;
using Xunit;

namespace SchemaGuard.Tests.Providers;

public sealed class NetworkErrorsTests
{
    [Theory]
    [InlineData(SocketError.HostNotFound, "the host name cannot be resolved", "Correct Server in the connection string")]
    [InlineData(SocketError.TryAgain, "the host name cannot be resolved", "Correct Server in the connection string")]
    [InlineData(SocketError.ConnectionRefused, "nothing is listening at this host and port", null)]
    [InlineData(SocketError.AddressNotAvailable, "this machine has no such address", null)]
    [InlineData(SocketError.ConnectionReset, "the connection was lost", null)]
    public void What_the_operating_system_says_of_a_socket_may_pass(SocketError code, string message, string? remedy)
    {
        var error = NetworkErrors.Classify(new SocketException((int)code), "Server");

        error.Kind.ShouldBe(DatabaseErrorKind.Unavailable);
        error.Message.ShouldStartWith(message);
        (error.Remedy ?? "").ShouldStartWith(remedy ?? "");
        (error.Remedy is null).ShouldBe(remedy is null);
    }

    [Fact]
    public void A_cause_is_found_behind_others()
    {
        var socket = new SocketException((int)SocketError.TimedOut);

        NetworkErrors.Find<SocketException>(new IOException("a", new AggregateException(new IOException("b", socket)))).ShouldBe(socket);
        NetworkErrors.Find<SocketException>(new IOException("a")).ShouldBeNull();
        NetworkErrors.Find<SocketException>(null).ShouldBeNull();
    }
}
