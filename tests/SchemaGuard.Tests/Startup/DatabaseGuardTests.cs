using Shouldly;
using Xunit;

namespace SchemaGuard.Tests.Startup;

public sealed class DatabaseGuardTests
{
    [Fact]
    public async Task What_is_wrong_with_the_migrations_is_said_without_waiting_for_a_database_that_does_not_answer()
    {
        var isAbandoned = false;
        var services = new ServiceCollection();
        services
            .AddSchemaGuard()
            .UseProvider(_ => new TestProvider
            {
                Open = async cancellationToken =>
                {
                    using var abandoned = cancellationToken.Register(() => isAbandoned = true);
                    await Task.Delay(Timeout.Infinite, cancellationToken);
                    throw new InvalidOperationException("A delay without end has ended.");
                },
            })
            .AddMigration("without_a_version", "SELECT 1");
        await using var provider = services.BuildServiceProvider();

        var exception = await Should.ThrowAsync<SchemaGuardConfigurationException>(() =>
            provider.GetRequiredService<ISchemaGuard>().MigrateAsync(cancellationToken: TestContext.Current.CancellationToken)
        );

        exception.Message.ShouldContain("without_a_version");
        isAbandoned.ShouldBeTrue();
    }
}
