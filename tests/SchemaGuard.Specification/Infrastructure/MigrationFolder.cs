namespace SchemaGuard.Specification.Infrastructure;

/// <summary>A temporary folder of scripts.</summary>
public sealed class MigrationFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("schemaguard-").FullName;

    public MigrationFolder Add(string name, string sql)
    {
        File.WriteAllText(System.IO.Path.Combine(Path, name), sql);
        return this;
    }

    public MigrationFolder Remove(string name)
    {
        File.Delete(System.IO.Path.Combine(Path, name));
        return this;
    }

    /// <summary>
    /// Adds n migrations, each of which creates a table and writes one row of a ledger, so that doing one twice or not at all is visible.
    /// </summary>
    public MigrationFolder AddLedger(int count)
    {
        Add("0000_ledger.sql", "create table ledger (number integer not null);");
        for (var i = 1; i <= count; i++)
        {
            Add($"{i:0000}_step.sql", $"create table step_{i} (id integer primary key);\ninsert into ledger (number) values ({i});\n");
        }

        return this;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
