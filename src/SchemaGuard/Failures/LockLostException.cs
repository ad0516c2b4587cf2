namespace SchemaGuard.Failures;

/// <summary>The loss of a lock that outlives transactions. Its new holder may be at work, so everything is planned again.</summary>
internal sealed class LockLostException() : Exception("the migration lock was lost");
