namespace SchemaGuard.Specification.Infrastructure;

/// <summary>Names the collection of tests that run one after the other when all others are done; each test project defines it for itself.</summary>
public static class Alone
{
    /// <summary>The name: what is in it fills the machine, or counts on a share of it.</summary>
    public const string Name = "alone";
}
