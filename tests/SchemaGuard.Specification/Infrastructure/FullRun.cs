namespace SchemaGuard.Specification.Infrastructure;

/// <summary>
/// The trait of the tests that only <c>tests/run.sh --full</c> runs: our same behaviour on another version of a server, which has little part in it.
/// </summary>
public static class FullRun
{
    public const string Trait = "Run";

    public const string Only = "Full";

    /// <summary>Gets whether this is such a run.</summary>
    public static bool IsOn => Environment.GetEnvironmentVariable("SCHEMAGUARD_TEST_FULL") == "1";
}
