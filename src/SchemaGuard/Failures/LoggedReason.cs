using System.Data.Common;
using System.Net.Sockets;
using System.Security.Authentication;
using SchemaGuard.Providers;
using SchemaGuard.Providers.Errors;

namespace SchemaGuard.Failures;

/// <summary>
/// The reason why something failed, in a form that is safe for a log. Exceptions are worded by the provider, whose messages contain no values of the
/// database. For an unexpected exception only the type is given.
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

    /// <summary>
    /// Determines whether an exception is of a kind that drivers throw. The message of any other comes from the application's code, and may
    /// contain anything.
    /// </summary>
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
