using System.Diagnostics.CodeAnalysis;

namespace SchemaGuard;

/// <summary>
/// A substitute for an exception of a driver or of a migration's code, whose message may contain values of the database. Hosts print whole chains of
/// exceptions; the text of this one has the types and the stack traces of the chain, but none of its messages.
/// </summary>
public sealed class WithheldException : Exception
{
    private WithheldException(Exception original)
        : base(
            $"{original.GetType().FullName}; its message is omitted, because it may contain values of the database. See property Original."
        )
    {
        Original = original;
    }

    /// <summary>Gets the exception with its message.</summary>
    public Exception Original { get; }

    /// <inheritdoc/>
    public override string? StackTrace => Original.StackTrace;

    /// <summary>Writes types and stack traces.</summary>
    public override string ToString()
    {
        var lines = new List<string>();
        for (var exception = Original; exception is not null; exception = exception.InnerException)
        {
            lines.Add($"{(lines.Count == 0 ? "" : " ---> ")}{exception.GetType().FullName} (message omitted)");
            if (exception.StackTrace is { } trace)
            {
                lines.Add(trace);
            }
        }

        return string.Join(Environment.NewLine, lines);
    }

    /// <summary>Withholds the message of an exception, if there is one and it is not withheld yet.</summary>
    [return: NotNullIfNotNull(nameof(exception))]
    internal static Exception? Of(Exception? exception) =>
        exception is null or WithheldException or SchemaGuardException ? exception : new WithheldException(exception);
}
