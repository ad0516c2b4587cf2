namespace SchemaGuard.Specification.Infrastructure;

/// <summary>The base of all specifications. A provider only has to create an empty database of its product.</summary>
public abstract class ProviderSpecification
{
    /// <summary>Creates an empty database.</summary>
    protected abstract Task<TestDatabase> CreateDatabaseAsync();
}
