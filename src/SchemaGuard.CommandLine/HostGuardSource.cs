using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;

namespace SchemaGuard.CommandLine;

/// <summary>The source of the guards in an application's own container.</summary>
internal sealed class HostGuardSource(IServiceProvider services) : IGuardSource
{
    private readonly Option<string> _guard = new("--guard")
    {
        Description = "The guard, if the application has several.",
        DefaultValueFactory = _ => "default",
        HelpName = "NAME",
    };

    public bool IsApplication => true;

    public IReadOnlyList<Option> Options => [_guard];

    public OpenedGuard Open(ParseResult arguments) =>
        new(services.GetRequiredService<ISchemaGuards>().Get(arguments.GetRequiredValue(_guard)), Owner: null);
}
