using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace SchemaGuard.Configuration;

/// <summary>
/// The step of the options pipeline that takes a guard's options from configuration: after everything that code configures, before everything
/// that it post-configures. Problems with the configuration are reported when the guard is built, together with all others.
/// </summary>
internal sealed class GuardOptionsConfiguration(IServiceProvider services) : IPostConfigureOptions<SchemaGuardOptions>
{
    public void PostConfigure(string? name, SchemaGuardOptions options)
    {
        if (services.GetService(typeof(IConfiguration)) is not IConfiguration configuration)
        {
            return;
        }

        var reader = new OptionConfiguration(options, new ConfigurationValues([]));
        foreach (var section in GuardConfiguration.Sections(configuration, GuardDefinition.NameOf(name)))
        {
            foreach (var key in section.GetChildren())
            {
                reader.TryRead(key);
            }
        }
    }
}
