using System.Diagnostics.CodeAnalysis;

namespace SchemaGuard.Scripts.Dialects;

/// <summary>
/// The rules by which a dialect's script text is divided into tokens and statements. Start from a named instance and apply the server's
/// settings: <c>LexicalRules.MySql with { BackslashEscapes = false }</c> is NO_BACKSLASH_ESCAPES,
/// <c>with { DoubleQuoteIsString = false }</c> is ANSI_QUOTES. Immutable and therefore thread-safe.
/// </summary>
[Experimental("SG9001")]
public sealed record LexicalRules
{
    /// <summary>Gets the rules of PostgreSQL scripts as <c>psql</c> reads them, with <c>standard_conforming_strings</c> on.</summary>
    public static LexicalRules PostgreSql { get; } =
        new()
        {
            EscapeStrings = true,
            UnicodeStrings = true,
            DollarQuotes = true,
            NestedBlockComments = true,
            CustomOperators = true,
            CopyFromStdin = true,
            PsqlCommands = true,
            Compound = CompoundGrammar.AtomicBodies,
            Statements = PostgreSqlStatements.Facts,
        };

    /// <summary>Gets the rules of MySQL scripts as the <c>mysql</c> client reads them, under the default <c>sql_mode</c>.</summary>
    public static LexicalRules MySql { get; } =
        new()
        {
            BackslashEscapes = true,
            DoubleQuoteIsString = true,
            BacktickIdentifiers = true,
            HashComments = true,
            DashDashNeedsBlank = true,
            DashDashStartsStatementComment = true,
            ExecutableComments = true,
            DelimiterCommand = true,
            FollowsSqlMode = true,
            Compound = CompoundGrammar.StoredPrograms,
            Statements = MySqlStatements.Facts,
        };

    /// <summary>Gets the rules of MariaDB scripts as the <c>mariadb</c> client reads them, under the default <c>sql_mode</c>.</summary>
    public static LexicalRules MariaDb { get; } = MySql with { MariaDbComments = true };

    /// <summary>Gets the rules of SQLite scripts as the <c>sqlite3</c> shell reads them.</summary>
    public static LexicalRules Sqlite { get; } =
        new()
        {
            BacktickIdentifiers = true,
            BracketIdentifiers = true,
            StringsNameObjects = true,
            DotCommands = true,
            Compound = CompoundGrammar.TriggerBodies,
            Statements = SqliteStatements.Facts,
        };

    /// <summary>Gets whether a backslash in a quoted literal escapes the character after it.</summary>
    public bool BackslashEscapes { get; init; }

    /// <summary>Gets whether <c>E'…'</c> is a literal with backslash escapes.</summary>
    public bool EscapeStrings { get; init; }

    /// <summary>Gets whether <c>U&amp;'…'</c> and <c>U&amp;"…"</c> are one token each.</summary>
    public bool UnicodeStrings { get; init; }

    /// <summary>Gets whether <c>$tag$ … $tag$</c> is a literal.</summary>
    public bool DollarQuotes { get; init; }

    /// <summary>Gets whether double quotes enclose a literal rather than an identifier.</summary>
    public bool DoubleQuoteIsString { get; init; }

    /// <summary>Gets whether backticks enclose an identifier.</summary>
    public bool BacktickIdentifiers { get; init; }

    /// <summary>Gets whether square brackets enclose an identifier.</summary>
    public bool BracketIdentifiers { get; init; }

    /// <summary>Gets whether a single-quoted literal may stand where an object's name is expected.</summary>
    public bool StringsNameObjects { get; init; }

    /// <summary>Gets whether <c>/* /* */ */</c> is one comment.</summary>
    public bool NestedBlockComments { get; init; }

    /// <summary>Gets whether <c>#</c> starts a comment.</summary>
    public bool HashComments { get; init; }

    /// <summary>
    /// Gets whether <c>--</c> starts a comment only before white space, a control character or the end of the text, so that <c>5--1</c> is
    /// arithmetic.
    /// </summary>
    public bool DashDashNeedsBlank { get; init; }

    /// <summary>
    /// Gets whether <c>--</c> at the beginning of a statement starts a comment, whatever follows it (<c>--> statement-breakpoint</c>,
    /// <c>--DROP …</c>).
    /// </summary>
    public bool DashDashStartsStatementComment { get; init; }

    /// <summary>Gets whether the server executes the text in <c>/*! … */</c>.</summary>
    public bool ExecutableComments { get; init; }

    /// <summary>Gets whether the server executes the text in <c>/*M! … */</c> too.</summary>
    public bool MariaDbComments { get; init; }

    /// <summary>Gets whether a run of operator characters is one operator, as in databases with user-defined operators.</summary>
    public bool CustomOperators { get; init; }

    /// <summary>Gets whether the lines after <c>COPY … FROM STDIN;</c> are data up to a line <c>\.</c>.</summary>
    public bool CopyFromStdin { get; init; }

    /// <summary>Gets whether a backslash outside literals starts a command of <c>psql</c> that runs to the end of its line.</summary>
    public bool PsqlCommands { get; init; }

    /// <summary>Gets whether a line that starts with a dot is a command of the <c>sqlite3</c> shell.</summary>
    public bool DotCommands { get; init; }

    /// <summary>
    /// Gets whether <c>DELIMITER</c>, <c>source</c>, <c>\G</c> and the other commands of the <c>mysql</c> client are recognised.
    /// </summary>
    public bool DelimiterCommand { get; init; }

    /// <summary>Gets whether <c>SET sql_mode</c> changes how the following text is read.</summary>
    internal bool FollowsSqlMode { get; init; }

    /// <summary>Gets the grammar by which statements nest.</summary>
    public CompoundGrammar Compound { get; init; }

    /// <summary>Gets what the dialect's statements do to a transaction.</summary>
    internal TransactionRules Statements { get; init; } = TransactionRules.None;
}
