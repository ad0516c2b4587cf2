using Microsoft.Extensions.Configuration;
using SchemaGuard.Configuration;

namespace SchemaGuard.Tests.Configuration;

/// <summary>Reads a guard's configuration out of keys and values, and gathers what is wrong with it.</summary>
public abstract class ConfigurationTests
{
    private protected SchemaGuardOptions Options { get; } = new();

    private protected List<string> Problems { get; } = [];

    private protected GuardDefinition Definition { get; } = new(GuardDefinition.DefaultName);

    protected void Read(params (string Key, string? Value)[] values) =>
        Read(Configuration([.. values.Select(pair => ("SchemaGuard:" + pair.Key, pair.Value))]));

    protected void Read(IConfiguration configuration)
    {
        new GuardConfiguration(Problems).Read(configuration, Definition);
        PostConfigure(configuration, Microsoft.Extensions.Options.Options.DefaultName, Options);
    }

    protected static void PostConfigure(IConfiguration configuration, string name, SchemaGuardOptions options)
    {
        using var services = new ServiceCollection().AddSingleton(configuration).BuildServiceProvider();
        new GuardOptionsConfiguration(services).PostConfigure(name, options);
    }

    protected static IConfiguration Configuration(params (string Key, string? Value)[] values) =>
        new ConfigurationBuilder().AddInMemoryCollection(values.Select(pair => KeyValuePair.Create(pair.Key, pair.Value))).Build();
}
