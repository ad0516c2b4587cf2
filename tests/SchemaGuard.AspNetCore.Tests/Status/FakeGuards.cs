namespace SchemaGuard.AspNetCore.Tests.Status;

/// <summary>Some fake guards as those of an application, with a gate in a state of the test's.</summary>
internal sealed class FakeGuards(params IReadOnlyList<ISchemaGuard> guards) : ISchemaGuards, ISchemaGate
{
    public IReadOnlyList<ISchemaGuard> All => guards;

    public SchemaGateState State { get; set; } = SchemaGateState.Open;

    public SchemaGuardException? Refusal { get; set; }

    public ISchemaGuard Get(string name) => guards.First(guard => guard.Name == name);

    /// <summary>Puts them in the place of the real ones.</summary>
    public FakeGuards In(IServiceCollection services)
    {
        services.AddSingleton<ISchemaGuards>(this);
        services.AddSingleton<ISchemaGate>(this);
        return this;
    }
}
