using System.Security.Cryptography;
using System.Text;
using SchemaGuard.Scripts.Directives;
using SchemaGuard.Scripts.Text;

namespace SchemaGuard.Migrations.Sources;

/// <summary>The source of one migration that is written in the program itself: a script in a string, or code.</summary>
internal sealed class InMemorySource : IMigrationSource
{
    private readonly string _name;
    private readonly string? _sql;
    private readonly Func<MigrationContext, CancellationToken, Task>? _code;
    private readonly CodeMigrationOptions? _options;

    public InMemorySource(string name, string sql)
    {
        _name = name;
        _sql = sql;
    }

    public InMemorySource(string name, Func<MigrationContext, CancellationToken, Task> code, CodeMigrationOptions? options = null)
    {
        _name = name;
        _code = code;
        _options = options ?? new CodeMigrationOptions();
    }

    /// <summary>Gets the name as that of a file, so that both are parsed in the same way.</summary>
    private string FileName => MigrationNameParser.IsScript(_name) ? _name : _name + ".sql";

    private string? FindProblem(CodeMigrationOptions options) =>
        options.Timeout <= TimeSpan.Zero || options.Timeout > DurationText.Longest
            ? MigrationMessages.CodeTimeout(_name, options.Timeout.Value)
        : options.CompatibleFrom is null or CodeMigrationOptions.EveryBuild ? null
        : DirectiveEntries.ParseVersion(options.CompatibleFrom) is null
            ? MigrationMessages.CodeCompatibleFrom(_name, options.CompatibleFrom)
        : null;

    public void Collect(MigrationCollector collector)
    {
        if (MigrationNameParser.ParseFile(FileName) is not { IsUndo: false } parsed || (_code is not null && parsed.Version is null))
        {
            collector.Refuse(MigrationMessages.NoVersionInCode(_name));
        }
        else if (_code is null)
        {
            var bytes = Encoding.UTF8.GetBytes(_sql!);
            collector.AddScript(FileName, _name, bytes, () => bytes);
        }
        else if (FindProblem(_options!) is { } problem)
        {
            collector.Refuse(problem);
        }
        else
        {
            collector.Add(
                new Migration
                {
                    Module = collector.Module,
                    Name = parsed.Stem,
                    Version = parsed.Version,
                    Kind = MigrationKind.Code,
                    // Code has no text to hash, so its name is hashed instead.
                    Checksum = new Checksum(SHA256.HashData(Encoding.UTF8.GetBytes("code:" + _name))),
                    Origin = "code",
                    Code = new MigrationCode(_code)
                    {
                        Timeout = _options!.Timeout,
                        CompatibleFrom = _options.CompatibleFrom is { } version ? DirectiveEntries.ParseVersion(version) ?? version : null,
                        IsTransactional = _options.IsTransactional,
                        IsIdempotent = _options.IsIdempotent,
                    },
                }
            );
        }
    }
}
