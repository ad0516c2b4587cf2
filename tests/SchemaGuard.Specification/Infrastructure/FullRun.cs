namespace SchemaGuard.Specification.Infrastructure;

/// <summary>
/// Is the trait of the tests that only <c>tests/run.sh --full</c> runs: the same behaviour of ours on another version of a server, whose own part in it is small.
/// </summary>
public static class FullRun
{
    public const string Trait = "Run";

    public const string Only = "Full";

    /// <summary>Gets whether this is such a run.</summary>
    public static bool IsOn => Environment.GetEnvironmentVariable("SCHEMAGUARD_TEST_FULL") == "1";
}
