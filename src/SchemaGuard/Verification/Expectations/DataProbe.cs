namespace SchemaGuard.Verification.Expectations;

/// <summary>Something that must work on the database and is tried at each start.</summary>
/// <param name="Name">What must work, in words for people.</param>
/// <param name="Statements">The statements to try, in order.</param>
/// <param name="Index">The index that the query must be able to use; <see langword="null"/> for a probe that writes and is rolled back.</param>
internal sealed record DataProbe(string Name, IReadOnlyList<string> Statements, string? Index);
