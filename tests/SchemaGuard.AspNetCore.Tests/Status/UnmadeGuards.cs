namespace SchemaGuard.AspNetCore.Tests.Status;

/// <summary>The guards of an application whose configuration is wrong: a guard that nobody has given a provider.</summary>
internal sealed class UnmadeGuards : ISchemaGuards, IDisposable
{
    private readonly ServiceProvider _services;

    public UnmadeGuards()
    {
        var services = new ServiceCollection();
        services.AddSchemaGuard();
        _services = services.BuildServiceProvider();
    }

    public IReadOnlyList<ISchemaGuard> All => _services.GetRequiredService<ISchemaGuards>().All;

    public ISchemaGuard Get(string name) => _services.GetRequiredService<ISchemaGuards>().Get(name);

    public void Dispose() => _services.Dispose();
}
