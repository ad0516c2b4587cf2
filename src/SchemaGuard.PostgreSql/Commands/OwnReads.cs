using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace SchemaGuard.PostgreSql.Commands;

/// <summary>
/// A filter that keeps the guard's reads out of the application's log when the application's data source logs its commands. The driver logs each
/// command at Information, and checks never end. The log's rules stay as the application has them; each gets one more condition for the driver's
/// commands, which is evaluated for every line. Thread-safe.
/// </summary>
internal sealed class OwnReads : IPostConfigureOptions<LoggerFilterOptions>
{
    /// <summary>The category of the driver's commands.</summary>
    public const string Category = "Npgsql.Command";

    private readonly AsyncLocal<bool> _areRunning = new();

    /// <summary>Begins the guard's own reads: until the result is disposed, everything that runs on this asynchronous flow counts as one.</summary>
    public IDisposable Begin()
    {
        var before = _areRunning.Value;
        _areRunning.Value = true;
        return new Ending(this, before);
    }

    /// <summary>
    /// Repeats the rules that apply to the driver's commands under its exact category, so that the condition applies to these commands only.
    /// </summary>
    public void PostConfigure(string? name, LoggerFilterOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var rules = options.Rules;

        // The longest matching category wins, and among rules of one category the last. Without any rule the minimum level applies.
        List<LoggerFilterRule> repeated = [new(providerName: null, Category, options.MinLevel, Unless(filter: null))];
        foreach (var rule in rules.Where(IsOfCommands).OrderBy(rule => rule.CategoryName?.Length ?? 0).ToList())
        {
            if (rule.CategoryName?.Length > Category.Length)
            {
                rules[rules.IndexOf(rule)] = new(rule.ProviderName, rule.CategoryName, rule.LogLevel, Unless(rule.Filter));
            }
            else
            {
                repeated.Add(new(rule.ProviderName, Category, rule.LogLevel, Unless(rule.Filter)));
            }
        }

        repeated.ForEach(rules.Add);
    }

    /// <summary>Determines whether a rule applies to the driver's commands: by a prefix of their category, or with a wildcard in between.</summary>
    private static bool IsOfCommands(LoggerFilterRule rule)
    {
        if (rule.CategoryName is not { } category)
        {
            return true;
        }

        var parts = category.Split('*');
        return parts.Length <= 2
            && Category.StartsWith(parts[0], StringComparison.OrdinalIgnoreCase)
            && Category.EndsWith(parts.Length == 2 ? parts[1] : "", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>
    /// Adds the condition to a filter. Only Information is left out: an application that logs more wants to see everything, and warnings and errors
    /// are always logged.
    /// </summary>
    private Func<string?, string?, LogLevel, bool> Unless(Func<string?, string?, LogLevel, bool>? filter) =>
        (provider, category, level) =>
            !(level == LogLevel.Information && _areRunning.Value && Category.Equals(category, StringComparison.OrdinalIgnoreCase))
            && (filter is null || filter(provider, category, level));

    private sealed class Ending(OwnReads reads, bool before) : IDisposable
    {
        public void Dispose() => reads._areRunning.Value = before;
    }
}
