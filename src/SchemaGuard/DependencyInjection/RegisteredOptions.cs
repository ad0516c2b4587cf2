using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace SchemaGuard.DependencyInjection;

/// <summary>Makes the options of guards by the options pipeline, as the application has filled it.</summary>
internal sealed class RegisteredOptions(IServiceProvider services)
{
    /// <summary>Makes the options of a guard. Where the application's own validation refuses them, its sentences are problems.</summary>
    public SchemaGuardOptions Create(GuardDefinition guard, List<string> problems)
    {
        try
        {
            return services.GetRequiredService<IOptionsFactory<SchemaGuardOptions>>().Create(guard.OptionsName);
        }
        catch (OptionsValidationException exception)
        {
            problems.AddRange(exception.Failures);
            return new SchemaGuardOptions();
        }
    }

    /// <summary>Finds options that are configured under a name that no guard has.</summary>
    public IEnumerable<string> FindUnknown(IReadOnlyList<GuardDefinition> registered)
    {
        var known = registered.Select(guard => guard.OptionsName).ToList();
        return Names()
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .Where(name => !known.Contains(name, StringComparer.Ordinal))
            .Select(name => ConfigurationMessages.OptionsOfNobody(name, registered.Select(guard => guard.Name)));
    }

    /// <summary>Gets the names under which the application configures options; <see langword="null"/> stands for all of them.</summary>
    private IEnumerable<string?> Names() =>
        [
            .. services
                .GetServices<IConfigureOptions<SchemaGuardOptions>>()
                .Select(configure => (configure as ConfigureNamedOptions<SchemaGuardOptions>)?.Name),
            .. services
                .GetServices<IPostConfigureOptions<SchemaGuardOptions>>()
                .Select(configure => (configure as PostConfigureOptions<SchemaGuardOptions>)?.Name),
        ];
}
