namespace SchemaGuard.TestApp;

/// <summary>Is registered before the guard and says when it starts: never before the verdict.</summary>
public sealed class EagerService(ISchemaGuards guards) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        Console.WriteLine($"EAGER SERVICE STARTED, schema {guards.All[0].LastReport?.State}");
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
