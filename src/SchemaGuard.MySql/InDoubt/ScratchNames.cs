using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SchemaGuard.MySql.Commands;
using SchemaGuard.MySql.Effects;
using SchemaGuard.MySql.Statements;
using SchemaGuard.Scripts.Dialects;
using SchemaGuard.Scripts.Statements;
using SchemaGuard.Scripts.Text;

namespace SchemaGuard.MySql.InDoubt;

/// <summary>
/// Replacement names for a statement's table and for every constraint whose name is unique in the whole database: foreign keys, and on MySQL checks.
/// The server's output for the renamed table can be given its original names back.
/// </summary>
internal sealed class ScratchNames(string? database, string statement)
{
    /// <summary>The beginning of every scratch table's name.</summary>
    public const string Prefix = "schemaguard_scratch_";

    private const int TokenLength = 8;

    // The same for each run of a statement: nothing else creates such tables while the migration lock is held.
    private readonly string _token = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(statement)))[..TokenLength];
    private readonly Dictionary<string, string> _symbols = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets the name of the table.</summary>
    public CatalogObject Table => new(CatalogKind.Table, database, Prefix + _token);

    /// <summary>Gets the name for a table that the statement renames.</summary>
    public CatalogObject Renamed => new(CatalogKind.Table, database, Prefix + _token + "_r");

    /// <summary>Replaces the names in the server's text of a table.</summary>
    public string Rewrite(string definition, LexicalRules rules)
    {
        var tokens = StatementTokens.Of(definition, rules);
        tokens.Skip();
        tokens.Skip();
        return Replace(definition, [(tokens.ReadName().Place, Table.Quoted), .. Symbols(StatementTokens.Of(definition, rules))]);
    }

    /// <summary>Replaces the names in a statement.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="effect">Its effect.</param>
    /// <param name="refersToItself">Whether the name also replaces that in a new table's foreign keys to itself.</param>
    public string Rewrite(SqlStatement statement, ShapeEffect effect, bool refersToItself)
    {
        List<(TextRange, string)> places = [(effect.Place, Table.Quoted), .. Symbols(StatementTokens.Of(statement))];
        if (effect.NewName is { } renamed)
        {
            places.Add((renamed.Place, Renamed.Quoted));
        }

        if (effect.Creates && refersToItself)
        {
            places.AddRange(OwnReferences(StatementTokens.Of(statement), effect.Table));
        }

        return Replace(statement.Text, places);
    }

    /// <summary>Restores the original names in the server's text.</summary>
    /// <param name="shown">The server's text of the scratch table.</param>
    /// <param name="table">The table's real name.</param>
    public string Restore(string shown, string table)
    {
        var text = shown.Replace(Renamed.Name, table, StringComparison.Ordinal).Replace(Table.Name, table, StringComparison.Ordinal);
        return _symbols.Aggregate(text, (restored, symbol) => restored.Replace(symbol.Value, symbol.Key, StringComparison.Ordinal));
    }

    /// <summary>Finds the places where a foreign key of a statement refers to the statement's own table.</summary>
    private IEnumerable<(TextRange Place, string Name)> OwnReferences(StatementTokens tokens, CatalogObject table)
    {
        while (!tokens.IsAtEnd)
        {
            if (!tokens.Take("REFERENCES"))
            {
                tokens.Step();
            }
            else if (!tokens.IsAtEnd && tokens.ReadName() is var name && name.Name == table.Name && name.Database == table.Database)
            {
                yield return (name.Place, Table.Quoted);
            }
        }
    }

    private List<(TextRange Place, string Name)> Symbols(StatementTokens tokens)
    {
        var places = new List<(TextRange, string)>();
        while (!tokens.IsAtEnd)
        {
            var isKnownOnly = tokens.Is("DROP", "CONSTRAINT") || tokens.Is("ALTER", "CONSTRAINT");
            if (isKnownOnly)
            {
                tokens.Take("DROP");
                tokens.Take("ALTER");
            }

            if (!TakeIntroduction(tokens) || tokens.IsAtEnd || !IsName(tokens.Current))
            {
                continue;
            }

            var name = StatementTokens.Unquote(tokens.Current);
            if (!isKnownOnly || _symbols.ContainsKey(name))
            {
                places.Add((tokens.Range, Identifier.Quote(SymbolOf(name))));
            }
        }

        return places;
    }

    /// <summary>Skips the words before a constraint's name, or one token if they do not come next.</summary>
    private static bool TakeIntroduction(StatementTokens tokens)
    {
        if (tokens.Take("CONSTRAINT") || tokens.Take("FOREIGN", "KEY") || tokens.Take("DROP", "CHECK") || tokens.Take("ALTER", "CHECK"))
        {
            _ = tokens.Take("IF", "EXISTS") || tokens.Take("IF", "NOT", "EXISTS");
            return true;
        }

        tokens.Step();
        return false;
    }

    private static bool IsName(string token) =>
        token.Length > 0
        && (token[0] is '`' or '"' or '_' || char.IsLetter(token[0]))
        && token.ToUpperInvariant() is not ("FOREIGN" or "PRIMARY" or "UNIQUE" or "CHECK" or "KEY");

    private string SymbolOf(string name)
    {
        if (!_symbols.TryGetValue(name, out var symbol))
        {
            symbol = string.Create(CultureInfo.InvariantCulture, $"sg{_token}c{_symbols.Count}_");
            _symbols.Add(name, symbol);
        }

        return symbol;
    }

    private static string Replace(string text, IEnumerable<(TextRange Place, string Name)> places)
    {
        var result = new StringBuilder(text);
        foreach (var (place, name) in places.DistinctBy(place => place.Place.Offset).OrderByDescending(place => place.Place.Offset))
        {
            result.Remove(place.Offset, place.Length).Insert(place.Offset, name);
        }

        return result.ToString();
    }
}
