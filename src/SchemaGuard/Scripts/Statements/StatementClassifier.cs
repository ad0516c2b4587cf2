using SchemaGuard.Scripts.Dialects;
using SchemaGuard.Scripts.Lexing;

namespace SchemaGuard.Scripts.Statements;

/// <summary>
/// The classifier of statements by their words. It is linear and never throws: what it does not recognise is
/// <see cref="StatementVerb.Other"/>.
/// </summary>
internal static class StatementClassifier
{
    /// <summary>Classifies one statement.</summary>
    public static StatementClass Classify(ReadOnlySpan<char> statement, LexicalRules rules)
    {
        var reader = new StatementReader(statement, rules);
        TransactionRules facts = rules.Statements;
        StatementVerb verb = StatementWords.VerbOf(ref reader);
        StatementClass result = Describe(verb, ref reader);
        var start = new StatementReader(statement, rules);
        return result with
        {
            TransactionBlocker = BlockerOf(facts, start) ?? TransactionEndIn(verb, start, rules),
            IsTransactionControl = result.IsTransactionControl || MatchesAny(facts.TransactionControls, start),
            CommitsImplicitly = MatchesAny(facts.ImplicitCommits, start) && !MatchesAny(facts.WithoutImplicitCommit, start),
            EndsWithTransaction = MatchesAny(facts.TransactionSettings, start),
            WritesToClient = MatchesAny(facts.ClientOutputs, start),
            IsTemporary =
                verb == StatementVerb.Create
                && (
                    StatementPattern.Matches("CREATE OR? REPLACE? GLOBAL|LOCAL? TEMP|TEMPORARY", start)
                    || result.Target?.StartsWith("temp.", StringComparison.OrdinalIgnoreCase) == true
                ),
            LeavesExisting =
                verb is StatementVerb.Create or StatementVerb.Alter
                && result.ObjectKind is ObjectKind.Table or ObjectKind.Index
                && HasCondition(start),
            AddsEnumValue = verb == StatementVerb.Alter && StatementPattern.Matches("ALTER TYPE * ADD VALUE", start),
        };
    }

    private static StatementClass Describe(StatementVerb verb, ref StatementReader reader)
    {
        switch (verb)
        {
            case StatementVerb.Begin or StatementVerb.Commit:
                return new StatementClass { Verb = verb, IsTransactionControl = true };
            case StatementVerb.Rollback:
                bool toSavepoint = StatementPattern.Matches("WORK|TRANSACTION? TO", reader);
                return new StatementClass { Verb = verb, IsTransactionControl = !toSavepoint };
            case StatementVerb.Pragma:
                return PragmaStatement.Describe(ref reader);
            case StatementVerb.Create or StatementVerb.Alter or StatementVerb.Drop or StatementVerb.Comment:
                return ObjectStatement.Describe(verb, ref reader);
            case StatementVerb.Grant or StatementVerb.Revoke:
                return SkipTo("ON", ref reader) ? ObjectStatement.DescribeGrant(verb, ref reader) : new StatementClass { Verb = verb };
            case StatementVerb.Attach:
                bool hasName = SkipTo("AS", ref reader);
                string? name = hasName ? reader.ReadName() : null;
                return new StatementClass
                {
                    Verb = verb,
                    ObjectKind = ObjectKind.Database,
                    Target = name,
                };
            case StatementVerb.Set:
                return new StatementClass { Verb = verb, Target = SettingName(ref reader) };
            default:
                return DataStatement.Describe(verb, ref reader);
        }
    }

    // IF NOT EXISTS outside parentheses: once in a CREATE, or in any clause of an ALTER TABLE.
    private static bool HasCondition(StatementReader statement)
    {
        while (SkipTo("IF", ref statement))
        {
            if (statement.Take("NOT") && statement.Take("EXISTS"))
            {
                return true;
            }
        }

        return false;
    }

    private static string? BlockerOf(TransactionRules facts, StatementReader start)
    {
        foreach (TransactionBlocker blocker in facts.TransactionBlockers)
        {
            bool isBlocked =
                StatementPattern.Matches(blocker.Pattern, start)
                && !(blocker.Unless is { } unless && StatementPattern.Matches(unless, start));
            if (isBlocked)
            {
                return blocker.Phrase;
            }
        }

        return null;
    }

    // A DO block may end transactions, but only if it does not run inside one (PostgreSQL, PL/pgSQL "Transaction Management").
    private static string? TransactionEndIn(StatementVerb verb, StatementReader statement, LexicalRules rules)
    {
        if (verb != StatementVerb.Do || !rules.DollarQuotes)
        {
            return null;
        }

        while (statement.Kind != SqlTokenKind.DollarString)
        {
            if (!statement.Read())
            {
                return null;
            }
        }

        int tag = QuotedText.DollarTagLength(statement.Text, 0);
        var body = new StatementReader(statement.Text[tag..^Math.Min(tag, statement.Text.Length - tag)], rules);
        bool isStart = true;
        while (!body.IsAtEnd)
        {
            bool isEnd = isStart && (body.Is("COMMIT") || body.Is("ROLLBACK"));
            isStart = body.Is(";") || body.Is("BEGIN") || body.Is("THEN") || body.Is("ELSE") || body.Is("LOOP");
            body.Read();
            if (isEnd && (body.Is(";") || body.Is("AND")))
            {
                return "COMMIT or ROLLBACK inside DO";
            }
        }

        return null;
    }

    private static bool MatchesAny(IReadOnlyList<string> patterns, StatementReader start)
    {
        foreach (string pattern in patterns)
        {
            if (StatementPattern.Matches(pattern, start))
            {
                return true;
            }
        }

        return false;
    }

    private static bool SkipTo(ReadOnlySpan<char> word, ref StatementReader reader)
    {
        while (!reader.IsAtEnd)
        {
            if (reader.Take(word))
            {
                return true;
            }

            reader.SkipParentheses();
            if (!reader.Is(word))
            {
                reader.Read();
            }
        }

        return false;
    }

    // SET [SESSION | LOCAL | GLOBAL] name, SET @name, SET @@global.name; never the value.
    private static string? SettingName(ref StatementReader reader)
    {
        string marks = "";
        while (reader.Take("@"))
        {
            marks += marks.Length < 2 ? "@" : "";
        }

        if (marks.Length == 0 && (reader.Is("SESSION") || reader.Is("LOCAL") || reader.Is("GLOBAL") || reader.Is("PERSIST")))
        {
            reader.Read();
        }

        return reader.ReadName() is { } name ? marks + name : null;
    }
}
