namespace SchemaGuard.Failures;

/// <summary>Says that a lock that outlives transactions is no longer held: whoever holds it now may be at work, so everything is planned again.</summary>
internal sealed class LockLostException() : Exception("the migration lock was lost");
