using System.Data.Common;
using System.Net.Sockets;
using System.Security.Authentication;
using SchemaGuard.Providers;
using SchemaGuard.Providers.Errors;

namespace SchemaGuard.Failures;

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
                _ when IsForeseen(exception) => provider.Classify(exception).Message,
                _ => exception.GetType().FullName!,
            }
        );

    /// <summary>Says whether an exception is of a kind that drivers throw: the words of others are those of an application's own code, and may hold anything.</summary>
    public static bool IsForeseen(Exception exception) =>
        exception
            is DbException
                or DatabaseRefusedException
                or IOException
                or SocketException
                or AuthenticationException
                or TimeoutException
                or OperationCanceledException
                or TypeLoadException
                or BadImageFormatException;

    public override string ToString() => _text;
}
