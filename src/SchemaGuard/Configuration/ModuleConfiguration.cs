using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SchemaGuard.Migrations.Sources;

namespace SchemaGuard.Configuration;

/// <summary>A reader of the configuration keys of one module, which can state everything that code can add to it.</summary>
internal sealed class ModuleConfiguration(ConfigurationValues values, ModuleDefinition module)
{
    /// <summary>The key of the folders.</summary>
    public const string MigrationsKey = "Migrations";

    private static readonly Dictionary<string, Action<ModuleConfiguration, IConfigurationSection>> Readers = new(
        StringComparer.OrdinalIgnoreCase
    )
    {
        [MigrationsKey] = (to, key) => to.ReadMigrations(key),
        ["DependsOn"] = (to, key) => to.Module.DependsOn.AddRange(to.Values.Names(key)),
        ["Manifest"] = (to, key) => to.ForEach(key, path => to.Builder.RequireManifest(path)),
        ["RequireTables"] = (to, key) => to.ReadTables(key),
        ["RequireViews"] = (to, key) => to.ForEachName(key, view => to.Builder.RequireView(view)),
        ["RequireExtensions"] = (to, key) => to.ForEachName(key, extension => to.Builder.RequireExtension(extension)),
        ["RequirePrivileges"] = (to, key) => to.ReadPrivileges(key),
        ["ForbidTables"] = (to, key) => to.Module.ForbiddenTables.AddRange(to.Values.Names(key)),
        ["Invariants"] = (to, key) => to.ReadEach(key, new InvariantConfiguration(to.Values, to.Builder).Read),
        ["IndexProbes"] = (to, key) => to.ReadEach(key, new ProbeConfiguration(to.Values, to.Builder).ReadIndexProbe),
        ["WriteProbes"] = (to, key) => to.ReadEach(key, new ProbeConfiguration(to.Values, to.Builder).ReadWriteProbe),
        ["AdjustFindings"] = (to, key) => to.ReadEach(key, new AdjustmentConfiguration(to.Values, to.Builder).Read),
    };

    /// <summary>Gets the keys that belong to a module.</summary>
    public static IEnumerable<string> Keys => Readers.Keys;

    private ConfigurationValues Values => values;

    private ModuleDefinition Module => module;

    private ModuleBuilder Builder { get; } = new(module);

    /// <summary>Reads a key.</summary>
    /// <returns><see langword="true"/> if the key belongs to a module.</returns>
    public bool TryRead(IConfigurationSection key)
    {
        if (!Readers.TryGetValue(key.Key, out var read))
        {
            return false;
        }

        read(this, key);
        return true;
    }

    private void ForEach(IConfigurationSection key, Action<string> add) => values.List(key).ForEach(add);

    private void ForEachName(IConfigurationSection key, Action<string> add) => values.Names(key).ForEach(add);

    private void ReadEach(IConfigurationSection key, Action<IConfigurationSection> read)
    {
        foreach (var entry in values.Entries(key))
        {
            read(entry);
        }
    }

    /// <summary>Reads folders: each is a path, or a section with everything that code can state about a folder.</summary>
    private void ReadMigrations(IConfigurationSection key)
    {
        if (key["Folder"] is not null)
        {
            ReadFolder(key);
            return;
        }

        foreach (var entry in values.Entries(key))
        {
            ReadFolder(entry);
        }
    }

    private void ReadFolder(IConfigurationSection entry)
    {
        string? folder = null;
        var options = new FolderOptions();
        if (!entry.GetChildren().Any())
        {
            values.Text(entry, value => folder = value);
        }
        else
        {
            values.Read(
                entry,
                new Dictionary<string, Action<IConfigurationSection>>(StringComparer.OrdinalIgnoreCase)
                {
                    ["Folder"] = key => values.Text(key, value => folder = value),
                    [nameof(FolderOptions.Recursive)] = key => values.Flag(key, value => options.Recursive = value),
                    [nameof(FolderOptions.Exclude)] = key => values.List(key).ForEach(options.Exclude.Add),
                }
            );
            if (entry["Folder"] is null)
            {
                values.Refuse(ConfigurationMessages.MissingValue(entry.Path + ":Folder"));
            }
        }

        if (folder is not null)
        {
            module.Sources.Add(new FolderSource(folder, options));
        }
    }

    /// <summary>Reads tables: each is a name, or a section with what the table must have.</summary>
    private void ReadTables(IConfigurationSection key)
    {
        if (values.IsListInText(key))
        {
            return;
        }

        foreach (var entry in values.Entries(key))
        {
            if (entry.GetChildren().Any())
            {
                new TableConfiguration(values, Builder).Read(entry);
            }
            else
            {
                values.Text(entry, module.RequiredTables.Add);
            }
        }
    }

    /// <summary>Reads privileges: names that apply to every required table, or sections that name the tables.</summary>
    private void ReadPrivileges(IConfigurationSection key)
    {
        foreach (var entry in values.Entries(key))
        {
            var privileges = TablePrivileges.None;
            List<string> tables = [];
            if (!entry.GetChildren().Any())
            {
                privileges = Join(entry);
            }
            else
            {
                values.Read(
                    entry,
                    new Dictionary<string, Action<IConfigurationSection>>(StringComparer.OrdinalIgnoreCase)
                    {
                        ["Privileges"] = own => privileges = Join(own),
                        ["Tables"] = own => tables = values.Names(own),
                    }
                );
                if (!entry.GetSection("Privileges").Exists())
                {
                    values.Refuse(ConfigurationMessages.MissingValue(entry.Path + ":Privileges"));
                }
            }

            if (privileges != TablePrivileges.None)
            {
                Builder.RequirePrivileges(privileges, tables);
            }
        }
    }

    private TablePrivileges Join(IConfigurationSection key) => values.Choices<TablePrivileges>(key, (left, right) => left | right);
}
