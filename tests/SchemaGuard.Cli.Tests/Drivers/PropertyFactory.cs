using System.Data.Common;

namespace SchemaGuard.Cli.Tests.Drivers;

/// <summary>Is the beginning of a driver whose instance is a property.</summary>
public sealed class PropertyFactory : DbProviderFactory
{
    private PropertyFactory() { }

    public static PropertyFactory Instance { get; } = new();
}
