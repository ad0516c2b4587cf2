using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace SchemaGuard.Configuration;

/// <summary>The options of guards, created by the options pipeline as the application has configured it.</summary>
internal sealed class RegisteredOptions(IServiceProvider services)
{
    /// <summary>Creates the options of a guard. If the application's own code rejects them or throws, that is a problem.</summary>
    /// <returns>The options, or <see langword="null"/> if they could not be created: problems found in default options would only mislead.</returns>
    public SchemaGuardOptions? Create(GuardDefinition guard, GuardProblems problems)
    {
        try
        {
            return services.GetRequiredService<IOptionsFactory<SchemaGuardOptions>>().Create(guard.OptionsName);
        }
        catch (OptionsValidationException exception)
        {
            problems.Sentences.AddRange(exception.Failures);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The application's delegates, the services they take from the container, and configuration binding may throw anything.
            problems.Add(ConfigurationMessages.OptionsThrew(exception), exception);
        }

        return null;
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
    private List<string?> Names()
    {
        try
        {
            return
            [
                .. services.GetServices<IConfigureOptions<SchemaGuardOptions>>().Select(NameOf),
                .. services.GetServices<IPostConfigureOptions<SchemaGuardOptions>>().Select(NameOf),
                .. services.GetServices<IValidateOptions<SchemaGuardOptions>>().Select(NameOf),
            ];
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // A service that they take from the container cannot be created. Neither could any options, which was already reported.
            return [];
        }
    }

    /// <summary>
    /// Returns the name for which options are configured or validated. The variants with dependencies also have the property, but share no
    /// base type.
    /// </summary>
    private static string? NameOf(object configure) =>
        configure switch
        {
            ConfigureNamedOptions<SchemaGuardOptions> named => named.Name,
            PostConfigureOptions<SchemaGuardOptions> named => named.Name,
            ValidateOptions<SchemaGuardOptions> named => named.Name,
            _ => configure.GetType() is var type && type.Assembly == typeof(ConfigureNamedOptions<>).Assembly
                ? type.GetProperty(nameof(ConfigureNamedOptions<>.Name))?.GetValue(configure) as string
                : null,
        };
}
