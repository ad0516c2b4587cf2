namespace SchemaGuard.TestTooling;

/// <summary>Names the application to tools that start it in their own process.</summary>
public sealed class Application
{
    /// <summary>The database that nobody can reach: a guard that looks at it refuses the start.</summary>
    public const string Nowhere = "Data Source=/nowhere/at/all/tooling.db";

    private Application() { }
}
