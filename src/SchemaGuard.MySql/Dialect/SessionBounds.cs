using System.Globalization;

namespace SchemaGuard.MySql.Dialect;

/// <summary>The limits on how long a session waits for locks: for metadata locks, by default a year or a day, and for row locks.</summary>
internal static class SessionBounds
{
    /// <summary>Returns the statement. The server counts whole seconds, at least one.</summary>
    public static string Set(TimeSpan lockTimeout)
    {
        var seconds = Math.Clamp((long)Math.Ceiling(lockTimeout.TotalSeconds), 1, 31_536_000);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"SET SESSION lock_wait_timeout = {seconds}, SESSION innodb_lock_wait_timeout = {seconds}"
        );
    }
}
