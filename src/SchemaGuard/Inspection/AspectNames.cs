using System.Diagnostics.CodeAnalysis;

namespace SchemaGuard.Inspection;

/// <summary>The names of the aspects of objects, as a manifest writes them.</summary>
[Experimental("SG9001")]
public static class AspectNames
{
    /// <summary>The type of a column or sequence.</summary>
    public const string Type = "type";

    /// <summary>Whether a column or domain accepts NULL; always given for columns.</summary>
    public const string Nullable = "nullable";

    /// <summary>The default of a column or domain, as an expression.</summary>
    public const string Default = "default";

    /// <summary>
    /// How a column numbers rows automatically: <c>always</c>, <c>by default</c>, <c>auto_increment</c>, <c>autoincrement</c>,
    /// <c>rowid</c>.
    /// </summary>
    public const string Identity = "identity";

    /// <summary>The expression from which a column is computed, with <c>stored</c> or <c>virtual</c>.</summary>
    public const string Generated = "generated";

    /// <summary>The collation, if it is not that of the table or database.</summary>
    public const string Collation = "collation";

    /// <summary>What an update of the row sets a column to, or what an update of the key does to rows that refer to it.</summary>
    public const string OnUpdate = "onUpdate";

    /// <summary>What the deletion of a row does to rows that refer to it.</summary>
    public const string OnDelete = "onDelete";

    /// <summary>
    /// The columns of a key or index, in order, with direction, collation and operator class where they are not the defaults.
    /// </summary>
    public const string Columns = "columns";

    /// <summary>The table and columns that a foreign key refers to.</summary>
    public const string References = "references";

    /// <summary>How a foreign key with several columns treats NULL, if that is not <c>simple</c>.</summary>
    public const string Match = "match";

    /// <summary><c>deferrable</c> or <c>initially deferred</c>, if a constraint is either.</summary>
    public const string Deferrable = "deferrable";

    /// <summary><c>false</c> if a constraint was not checked for the rows that existed before it.</summary>
    public const string Validated = "validated";

    /// <summary><c>false</c> if a constraint is not enforced.</summary>
    public const string Enforced = "enforced";

    /// <summary><c>true</c> if NULL equals NULL in a unique key.</summary>
    public const string NullsNotDistinct = "nullsNotDistinct";

    /// <summary>The condition of a check constraint.</summary>
    public const string Expression = "expression";

    /// <summary><c>true</c> if an index is unique.</summary>
    public const string Unique = "unique";

    /// <summary>The method of an index.</summary>
    public const string Method = "method";

    /// <summary>The condition of a partial index.</summary>
    public const string Predicate = "predicate";

    /// <summary>The columns that an index contains in addition to its key.</summary>
    public const string Include = "include";

    /// <summary><c>false</c> if the build of an index was interrupted.</summary>
    public const string Valid = "valid";

    /// <summary><c>false</c> if an index is hidden from the optimizer, or a column from <c>SELECT *</c>.</summary>
    public const string Visible = "visible";

    /// <summary>The text that defines a view, routine, trigger, type or exclusion.</summary>
    public const string Definition = "definition";

    /// <summary><c>true</c> if a view stores its rows.</summary>
    public const string Materialized = "materialized";

    /// <summary>Further options of a view, routine, table or check, as the database writes them.</summary>
    public const string Options = "options";

    /// <summary>The kind of a type, routine or table, if it is not the default one.</summary>
    public const string Kind = "kind";

    /// <summary>The labels of an enumeration, in order.</summary>
    public const string Labels = "labels";

    /// <summary>The parameters of a routine, if they are not part of its name.</summary>
    public const string Parameters = "parameters";

    /// <summary>What a function returns.</summary>
    public const string Returns = "returns";

    /// <summary>The language of a routine.</summary>
    public const string Language = "language";

    /// <summary>
    /// Whether a routine returns the same result for the same arguments: <c>immutable</c>, <c>stable</c>, <c>deterministic</c>.
    /// </summary>
    public const string Volatility = "volatility";

    /// <summary><c>definer</c> or <c>invoker</c>: whose rights a routine or view uses, if that is not the default.</summary>
    public const string Security = "security";

    /// <summary>When a trigger fires: <c>disabled</c>, <c>replica</c>, <c>always</c>, if that is not the default.</summary>
    public const string Enabled = "enabled";

    /// <summary>The session settings that are stored with a routine or trigger, such as MySQL's <c>sql_mode</c>.</summary>
    public const string Settings = "settings";

    /// <summary>How a table is divided into partitions.</summary>
    public const string Partitioning = "partitioning";

    /// <summary>The table that a table is a partition of, with its bounds.</summary>
    public const string PartitionOf = "partitionOf";

    /// <summary>The tables whose columns a table inherits.</summary>
    public const string Inherits = "inherits";

    /// <summary><c>unlogged</c>, if a table is.</summary>
    public const string Persistence = "persistence";

    /// <summary><c>enabled</c> or <c>forced</c>, if row-level security is.</summary>
    public const string RowSecurity = "rowSecurity";

    /// <summary>The storage engine of a table.</summary>
    public const string Engine = "engine";

    /// <summary>The command to which a policy applies.</summary>
    public const string Command = "command";

    /// <summary>The roles to which a policy applies.</summary>
    public const string Roles = "roles";

    /// <summary>The condition of a policy for rows that are read.</summary>
    public const string Using = "using";

    /// <summary>The condition of a policy for rows that are written.</summary>
    public const string WithCheck = "withCheck";

    /// <summary>The first number of a sequence.</summary>
    public const string Start = "start";

    /// <summary>The step of a sequence.</summary>
    public const string Increment = "increment";

    /// <summary>The smallest number of a sequence.</summary>
    public const string Minimum = "minimum";

    /// <summary>The largest number of a sequence.</summary>
    public const string Maximum = "maximum";

    /// <summary><c>true</c> if a sequence starts over at its end.</summary>
    public const string Cycle = "cycle";

    /// <summary>The version of an extension.</summary>
    public const string Version = "version";

    /// <summary>The schema of an extension, if it is not the default one.</summary>
    public const string Schema = "schema";

    /// <summary>
    /// <c>false</c> if an index or key of a partitioned table has no counterpart in some partition, as after <c>CREATE INDEX … ON ONLY</c>.
    /// </summary>
    public const string Attached = "attached";

    /// <summary>The partitions that lack an index of their parent. Shown, but not compared.</summary>
    public const string Lacking = "lacking";

    /// <summary>How the sequence of a column counts, as far as that is not the default.</summary>
    public const string Sequence = "sequence";

    /// <summary>The sequences that belong to a column and are dropped with it.</summary>
    public const string OwnedSequence = "ownedSequence";

    /// <summary>Where a partition differs from its parent: triggers and foreign keys that were disabled for the partition alone.</summary>
    public const string OwnFiring = "ownFiring";

    /// <summary>The multirange type that was created with a range type.</summary>
    public const string Multirange = "multirange";

    /// <summary>How many numbers of a sequence a session reserves at once, if more than one.</summary>
    public const string Cache = "cache";

    /// <summary>How replication identifies a row, if not by the primary key.</summary>
    public const string ReplicaIdentity = "replicaIdentity";

    /// <summary>
    /// How and where a table stores its rows, as far as it was specified: the options of a foreign table, MySQL's row format.
    /// </summary>
    public const string Storage = "storage";

    /// <summary>The account whose rights a view, routine, trigger or event uses.</summary>
    public const string Definer = "definer";

    /// <summary>The order in which triggers of the same event fire, one line for each event that has several.</summary>
    public const string TriggerOrder = "triggerOrder";

    /// <summary><c>false</c> if no rows can be written through a view, as far as the database reports it.</summary>
    public const string Updatable = "updatable";

    /// <summary><c>false</c> if a column of a system-versioned table is excluded from versioning.</summary>
    public const string Versioned = "versioned";

    /// <summary><c>false</c> if the engine could make a table crash-safe but is configured not to.</summary>
    public const string CrashSafe = "crashSafe";
}
