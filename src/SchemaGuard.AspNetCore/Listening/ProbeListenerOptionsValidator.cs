using System.Globalization;
using Microsoft.Extensions.Options;

namespace SchemaGuard.AspNetCore.Listening;

/// <summary>The check of the listener's options, which reports all that is wrong at once.</summary>
internal sealed class ProbeListenerOptionsValidator : IValidateOptions<SchemaGuardProbeListenerOptions>
{
    private const int LastPort = 65535;
    private static readonly TimeSpan LongestHold = TimeSpan.FromDays(1);

    public ValidateOptionsResult Validate(string? name, SchemaGuardProbeListenerOptions options)
    {
        List<string> failures = [];
        if (options.Port is < 1 or > LastPort)
        {
            failures.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The probe listener's Port is {options.Port}. Write a number from 1 to {LastPort}, or none to use the addresses of the application."
                )
            );
        }

        if (options.RefusalHold < TimeSpan.Zero || options.RefusalHold > LongestHold)
        {
            failures.Add(
                $"The probe listener's RefusalHold is {options.RefusalHold}. Write a time from zero, which exits at once, to one day."
            );
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
