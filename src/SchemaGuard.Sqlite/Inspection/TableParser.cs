namespace SchemaGuard.Sqlite.Inspection;

/// <summary>
/// A parser for <c>CREATE TABLE</c> as sqlite_master keeps it (sqlite.org/lang_createtable.html). SQLite has accepted the text, so only its meaning
/// is read, not its correctness. Never fails: from text that it does not understand, it reads as much as it can.
/// </summary>
internal sealed class TableParser
{
    private readonly DefinitionTokens _tokens;
    private readonly TableDefinition _table = new();
    private string _constraint = "";

    private TableParser(string sql) => _tokens = new DefinitionTokens(sql);

    public static TableDefinition Parse(string sql)
    {
        var parser = new TableParser(sql);
        parser.Read();
        return parser._table;
    }

    private void Read()
    {
        while (!_tokens.IsAtEnd && !_tokens.Is("("))
        {
            _tokens.Skip();
        }

        _tokens.Take("(");
        while (!_tokens.IsAtEnd && !_tokens.Take(")"))
        {
            if (_tokens.Take(","))
            {
                _constraint = "";
            }
            else if (_tokens.IsAny("constraint", "primary", "unique", "check", "foreign"))
            {
                ReadTableConstraint();
            }
            else
            {
                ReadColumn();
            }
        }

        ReadOptions();
    }

    private void ReadOptions()
    {
        while (!_tokens.IsAtEnd)
        {
            if (_tokens.Take("without", "rowid"))
            {
                _table.IsWithoutRowid = true;
            }
            else if (_tokens.Take("strict"))
            {
                _table.IsStrict = true;
            }
            else
            {
                _tokens.Skip();
            }
        }
    }

    private void ReadColumn()
    {
        var column = new ColumnDefinition(_tokens.ReadName());
        _table.Columns.Add(column);
        while (!_tokens.IsAtEnd && !_tokens.IsAny(",", ")"))
        {
            ReadColumnConstraint(column);
        }

        _constraint = "";
    }

    /// <summary>Reads one constraint, or skips one token of the type.</summary>
    private void ReadColumnConstraint(ColumnDefinition column)
    {
        if (_tokens.Take("constraint"))
        {
            _constraint = _tokens.ReadName();
        }
        else if (_tokens.Take("primary", "key"))
        {
            ReadPrimaryKeyAt(column);
        }
        else if (_tokens.Take("unique"))
        {
            AddUniqueKey([new KeyPart(column.Name, Collation: null, IsDescending: false)]);
        }
        else if (_tokens.Take("not", "null"))
        {
            _constraint = "";
            ReadConflict($"{column.Name} not null");
        }
        else if (_tokens.Take("default"))
        {
            _ = _tokens.Take("+") || _tokens.Take("-");
            _tokens.Skip();
        }
        else if (_tokens.Take("collate"))
        {
            column.Collation = CollationOf(_tokens.ReadName());
        }
        else if (_tokens.Is("references"))
        {
            ReadReferences([column.Name]);
        }
        else if (_tokens.Take("generated", "always", "as") || _tokens.Take("as"))
        {
            ReadGeneration(column);
        }
        else if (!ReadCheck())
        {
            _tokens.Skip();
        }
    }

    private void ReadGeneration(ColumnDefinition column)
    {
        var expression = _tokens.SkipParentheses();
        column.Generated = $"({expression}) {(_tokens.Take("stored") ? "stored" : "virtual")}";
        _tokens.Take("virtual");
    }

    private void ReadPrimaryKeyAt(ColumnDefinition column)
    {
        _tokens.Take("asc");
        var isDescending = _tokens.Take("desc");
        SetPrimaryKey([new KeyPart(column.Name, Collation: null, isDescending)], isDescending);
        column.IsAutoincrement |= _tokens.Take("autoincrement");
    }

    private void ReadTableConstraint()
    {
        if (_tokens.Take("constraint"))
        {
            _constraint = _tokens.ReadName();
        }
        else if (_tokens.Take("primary", "key"))
        {
            SetPrimaryKey(ReadKeyParts(), isDescendingAtColumn: false);
        }
        else if (_tokens.Take("unique"))
        {
            AddUniqueKey(ReadKeyParts());
        }
        else if (_tokens.Take("foreign", "key"))
        {
            ReadReferences([.. _tokens.ReadList().Select(part => _table.Spell(DefinitionTokens.Unquote(_tokens.At(part.Start))))]);
        }
        else if (!ReadCheck())
        {
            _tokens.Skip();
        }
    }

    private bool ReadCheck()
    {
        if (!_tokens.Take("check"))
        {
            return false;
        }

        _table.Checks.Add(new CheckDefinition(TakeName(), _tokens.SkipParentheses()));
        ReadConflict(what: null);
        return true;
    }

    private List<KeyPart> ReadKeyParts()
    {
        var parts = new List<KeyPart>();
        foreach (var (start, end) in _tokens.ReadList())
        {
            var name = _table.Spell(DefinitionTokens.Unquote(_tokens.At(start)));
            var column = _table.Find(name);
            string? collation = null;
            for (var index = start + 1; index < end; index++)
            {
                collation =
                    _tokens.WordAt(index) == "collate"
                        ? CollationOf(DefinitionTokens.Unquote(_tokens.At(index + 1))) ?? "binary"
                        : collation;
                column?.IsAutoincrement |= _tokens.WordAt(index) == "autoincrement";
            }

            var isOwn = collation is null || collation == (column?.Collation ?? "binary");
            parts.Add(new KeyPart(name, isOwn ? null : collation, _tokens.WordAt(end - 1) == "desc"));
        }

        return parts;
    }

    private void SetPrimaryKey(IReadOnlyList<KeyPart> parts, bool isDescendingAtColumn)
    {
        _table.PrimaryKey = new KeyDefinition(TakeName(), parts) { IsDescendingAtColumn = isDescendingAtColumn };
        ReadConflict($"primary key ({_table.PrimaryKey.Columns})");
    }

    private void AddUniqueKey(IReadOnlyList<KeyPart> parts)
    {
        var key = new KeyDefinition(TakeName(), parts);
        _table.UniqueKeys.Add(key);
        ReadConflict($"unique ({key.Columns})");
    }

    private void ReadReferences(IReadOnlyList<string> columns) =>
        _table.ForeignKeys.Add(ForeignKeyParser.Read(_tokens, TakeName(), columns));

    /// <summary>Reads what a violation of a constraint does. A check always refuses, whatever is written there.</summary>
    private void ReadConflict(string? what)
    {
        if (!_tokens.Take("on", "conflict"))
        {
            return;
        }

        var reaction = _tokens.WordAt(_tokens.Position);
        _tokens.Skip();
        if (what is not null && reaction != "abort")
        {
            _table.Conflicts.Add($"{what} on conflict {reaction}");
        }
    }

    private string TakeName() => (_constraint, _constraint = "").Item1;

    private static string? CollationOf(string name) => name.ToLowerInvariant() is var lower && lower == "binary" ? null : lower;
}
