namespace SchemaGuard.Specification.Infrastructure;

/// <summary>Is what every provider inherits: it only has to say how an empty database of its product is made.</summary>
public abstract class ProviderSpecification
{
    /// <summary>Makes an empty database.</summary>
    protected abstract Task<TestDatabase> CreateDatabaseAsync();
}
