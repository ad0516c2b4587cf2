namespace SchemaGuard.Specification.Infrastructure;

/// <summary>The collection of tests that run one after the other when all others are done; each test project defines it for itself.</summary>
public static class Alone
{
    /// <summary>The collection's name. Its tests use the whole machine, or rely on a share of it.</summary>
    public const string Name = "alone";
}
