using System.Diagnostics.CodeAnalysis;

namespace SchemaGuard;

/// <summary>
/// Stands for an exception of a driver or of a migration's code, whose words may hold values of the database: hosts print whole chains of exceptions.
/// Its text has the types and the stack traces of the chain, but none of its messages.
/// </summary>
public sealed class WithheldException : Exception
{
    private WithheldException(Exception original)
        : base(
            $"{original.GetType().FullName}; its words are left out, because they may hold values of the database. See property Original."
        )
    {
        Original = original;
    }

    /// <summary>Gets the exception with its words.</summary>
    public Exception Original { get; }

    /// <inheritdoc/>
    public override string? StackTrace => Original.StackTrace;

    /// <summary>Writes types and stack traces.</summary>
    public override string ToString()
    {
        var lines = new List<string>();
        for (var exception = Original; exception is not null; exception = exception.InnerException)
        {
            lines.Add($"{(lines.Count == 0 ? "" : " ---> ")}{exception.GetType().FullName} (its words are left out)");
            if (exception.StackTrace is { } trace)
            {
                lines.Add(trace);
            }
        }

        return string.Join(Environment.NewLine, lines);
    }

    /// <summary>Withholds an exception's words, if there is one and they are not withheld yet.</summary>
    [return: NotNullIfNotNull(nameof(exception))]
    internal static Exception? Of(Exception? exception) =>
        exception is null or WithheldException or SchemaGuardException ? exception : new WithheldException(exception);
}
