using SchemaGuard.Inspection;
using SchemaGuard.Scripts.Dialects;
using SchemaGuard.Scripts.Lexing;
using SchemaGuard.Scripts.Statements;

namespace SchemaGuard.Verification.Comparison;

/// <summary>
/// The changes to a table by statements that are still to run: in a database whose migrations were never recorded, the table is already as
/// they leave it. Names match in any case, and whatever they may refer to is not reported.
/// </summary>
internal sealed class LaterStatements
{
    private static readonly string[] Changes = ["ALTER", "DROP", "RENAME"];
    private static readonly string[] Nouns = ["COLUMN", "CONSTRAINT", "IF", "EXISTS"];

    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);
    private readonly LexicalRules _rules;

    public LaterStatements(IEnumerable<SqlStatement> following, string table, LexicalRules rules)
    {
        _rules = rules;
        foreach (var statement in following)
        {
            Read(statement, table);
        }
    }

    /// <summary>Gets whether the table is dropped or renamed, so that its shape is unknown.</summary>
    public bool ReplaceTable { get; private set; }

    /// <summary>Determines whether a part of the table is changed or depends on one that is.</summary>
    public bool Change(SchemaObject part) =>
        _names.Count > 0
        && part.Table is not null
        && (_names.Contains(part.Name) || part.Aspects.Any(aspect => NamesColumns(part, aspect.Name) && Mentions(aspect.Value)));

    /// <summary>Determines whether an aspect names columns: a word in the type of a column does not.</summary>
    private static bool NamesColumns(SchemaObject part, string aspect) =>
        part.Kind != SchemaObjectKind.Column || aspect == AspectNames.Generated;

    private bool Mentions(string text) => ServerSql.NamesIn(text, _rules).Overlaps(_names);

    private void Read(SqlStatement statement, string table)
    {
        switch (statement.Class)
        {
            case { Verb: StatementVerb.Drop, ObjectKind: ObjectKind.Table }:
                ReplaceTable |= statement.ReadTokens().Any(token => IsName(token, table));
                break;
            case { Verb: StatementVerb.Drop or StatementVerb.Alter, ObjectKind: ObjectKind.Index }:
                _names.UnionWith(statement.ReadTokens().Skip(2).Select(Unquoted));
                break;
            case { Verb: StatementVerb.Alter, ObjectKind: ObjectKind.Table, Target: { } target }:
                Read(statement.ReadTokens(), IsName(target.Split('.')[^1], table), table);
                break;
            default:
                break;
        }
    }

    /// <summary>Reads the clauses of an ALTER TABLE, each up to its first name.</summary>
    private void Read(IReadOnlyList<string> tokens, bool isOfTable, string table)
    {
        for (var place = 2; place < tokens.Count - 1; place++)
        {
            if (!Changes.Contains(tokens[place], StringComparer.OrdinalIgnoreCase))
            {
                continue;
            }

            var name = place + 1;
            if (Is(tokens, place, "RENAME") && Is(tokens, name, "TO"))
            {
                ReplaceTable |= isOfTable || tokens.Skip(name).Any(token => IsName(token, table));
                return;
            }

            while (name < tokens.Count - 1 && Nouns.Contains(tokens[name], StringComparer.OrdinalIgnoreCase))
            {
                name++;
            }

            if (isOfTable)
            {
                _names.Add(Unquoted(tokens[name]));
            }
        }
    }

    private static bool Is(IReadOnlyList<string> tokens, int place, string word) =>
        tokens[place].Equals(word, StringComparison.OrdinalIgnoreCase);

    private static bool IsName(string token, string name) => Unquoted(token).Equals(name, StringComparison.OrdinalIgnoreCase);

    private static string Unquoted(string token) => SqlName.Unquote(token);
}
