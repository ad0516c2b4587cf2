using System.Security.Cryptography;
using System.Text;

namespace SchemaGuard.Migrations;

/// <summary>Holds one migration that is written in the program itself: a script in a string, or code.</summary>
internal sealed class InMemorySource : IMigrationSource
{
    private readonly string _name;
    private readonly string? _sql;
    private readonly Func<MigrationContext, CancellationToken, Task>? _code;

    public InMemorySource(string name, string sql)
    {
        _name = name;
        _sql = sql;
    }

    public InMemorySource(string name, Func<MigrationContext, CancellationToken, Task> code)
    {
        _name = name;
        _code = code;
    }

    /// <summary>Gets the name as a file would have it, so that both are understood alike.</summary>
    private string FileName => MigrationNameParser.IsScript(_name) ? _name : _name + ".sql";

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
        else
        {
            collector.Add(
                new Migration
                {
                    Module = collector.Module,
                    Name = parsed.Stem,
                    Version = parsed.Version,
                    Kind = MigrationKind.Code,
                    // Code has no text to hash: its name stands for it.
                    Checksum = new Checksum(SHA256.HashData(Encoding.UTF8.GetBytes("code:" + _name))),
                    Origin = "code",
                    Code = _code,
                }
            );
        }
    }
}
