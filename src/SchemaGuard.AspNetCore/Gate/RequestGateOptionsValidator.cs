using Microsoft.Extensions.Options;

namespace SchemaGuard.AspNetCore.Gate;

/// <summary>The validator of the request gate's options.</summary>
internal sealed class RequestGateOptionsValidator : IValidateOptions<RequestGateOptions>
{
    public ValidateOptionsResult Validate(string? name, RequestGateOptions options)
    {
        var problems = new List<string>();
        if (!Enum.IsDefined(options.WhenUnhealthy))
        {
            problems.Add($"WhenUnhealthy: {options.WhenUnhealthy} is not a policy. Use a member of {nameof(UnhealthyPolicy)}.");
        }

        if (options.RetryAfter < TimeSpan.FromSeconds(1) || options.RetryAfter > TimeSpan.FromDays(1))
        {
            problems.Add($"RetryAfter: {options.RetryAfter} is not between one second and one day. The default is 5 seconds.");
        }

        problems.AddRange(
            options
                .AlwaysServed.Where(path => path is not ['/', _, ..])
                .Select(path =>
                    $"AlwaysServed: '{path}' is not a path. Write one that begins with a slash and is not only a slash, such as /metrics."
                )
        );
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
