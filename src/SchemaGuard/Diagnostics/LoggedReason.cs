using System.Data.Common;
using System.Net.Sockets;
using System.Security.Authentication;
using SchemaGuard.Execution;
using SchemaGuard.Providers;

namespace SchemaGuard.Diagnostics;

/// <summary>
/// Is why something failed, as a log may have it. An exception comes in through the provider, whose words hold no values of the database; of one that nobody
/// foresaw only the type is told.
/// </summary>
internal readonly struct LoggedReason
{
    private readonly string _text;

    private LoggedReason(string text) => _text = text;

    public static LoggedReason Of(IDatabaseProvider provider, Exception exception) =>
        new(
            exception switch
            {
                SchemaGuardException or StatementFailedException or ConnectionLostException or LockLostException => exception.Message,
                DbException
                or DatabaseRefusedException
                or IOException
                or SocketException
                or AuthenticationException
                or TimeoutException
                or OperationCanceledException => provider.Classify(exception).Message,
                _ => exception.GetType().FullName!,
            }
        );

    public override string ToString() => _text;
}
