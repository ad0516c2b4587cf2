using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace SchemaGuard.Configuration;

/// <summary>A reader of what a required table must have.</summary>
internal sealed class TableConfiguration(ConfigurationValues values, ModuleBuilder module)
{
    /// <summary>Reads the section of one table.</summary>
    public void Read(IConfigurationSection section)
    {
        if (string.IsNullOrWhiteSpace(section["Table"]))
        {
            values.Refuse(ConfigurationMessages.MissingValue(section.Path + ":Table"));
            return;
        }

        module.RequireTable(
            section["Table"]!,
            table =>
                values.Read(
                    section,
                    new Dictionary<string, Action<IConfigurationSection>>(StringComparer.OrdinalIgnoreCase)
                    {
                        ["Table"] = _ => { },
                        ["Columns"] = key => ReadColumns(key, table),
                        ["PrimaryKey"] = key => table.PrimaryKey(Columns(key)),
                        ["UniqueKeys"] = key => ReadEach(key, columns => table.UniqueKey(columns)),
                        ["Indexes"] = key => ReadEach(key, columns => table.Index(columns)),
                        ["NamedIndexes"] = key => values.Names(key).ForEach(name => table.NamedIndex(name)),
                        ["ForeignKeys"] = key => ReadForeignKeys(key, table),
                    }
                )
        );
    }

    /// <summary>Reads columns: each is a type, or a section with type and nullability.</summary>
    private void ReadColumns(IConfigurationSection section, TableRequirement table)
    {
        foreach (var column in values.Keys(section, "id"))
        {
            string? type = null;
            Nullability? nullability = null;
            if (!column.GetChildren().Any())
            {
                values.OptionalText(column, value => type = value);
            }
            else
            {
                values.Read(
                    column,
                    new Dictionary<string, Action<IConfigurationSection>>(StringComparer.OrdinalIgnoreCase)
                    {
                        ["Type"] = key => values.OptionalText(key, value => type = value),
                        ["Nullability"] = key => values.Choice<Nullability>(key, value => nullability = value),
                    }
                );
            }

            table.Column(column.Key, type, nullability);
        }
    }

    private void ReadForeignKeys(IConfigurationSection section, TableRequirement table)
    {
        foreach (var entry in values.Entries(section))
        {
            var (columns, references) = ("", "");
            values.Read(
                entry,
                new Dictionary<string, Action<IConfigurationSection>>(StringComparer.OrdinalIgnoreCase)
                {
                    ["Columns"] = key => columns = string.Join(", ", Columns(key)),
                    ["References"] = key => values.Text(key, value => references = value),
                }
            );
            if (columns.Length > 0 && references.Length > 0)
            {
                table.ForeignKey(columns, references);
            }
            else
            {
                values.Refuse(ConfigurationMessages.MissingValue($"{entry.Path}:{(columns.Length == 0 ? "Columns" : "References")}"));
            }
        }
    }

    private void ReadEach(IConfigurationSection section, Action<IReadOnlyList<string>> add)
    {
        foreach (var entry in values.Entries(section))
        {
            if (Columns(entry) is { Count: > 0 } columns)
            {
                add(columns);
            }
        }
    }

    /// <summary>Reads columns as people write them, <c>day, number</c>, or as an array.</summary>
    private List<string> Columns(IConfigurationSection key) =>
        [.. values.List(key).SelectMany(text => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];
}
