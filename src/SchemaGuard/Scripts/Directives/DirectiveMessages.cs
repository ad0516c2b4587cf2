namespace SchemaGuard.Scripts.Directives;

/// <summary>Holds the sentences about directives.</summary>
internal static class DirectiveMessages
{
    private const string Keys = "transaction, compatible-from, timeout";

    /// <summary>Says that no key follows the word.</summary>
    public static string Empty { get; } =
        $"The directive is empty. Write 'schemaguard: key=value' with one of the keys {Keys}, or remove it.";

    /// <summary>Says that the directive comes too late to be read.</summary>
    public static string TooLate { get; } =
        "The directive stands after the first statement, where it has no effect. Move it to the top of the script.";

    /// <summary>Says that a comment looks like a directive and is none.</summary>
    public static string NearMiss { get; } =
        "This comment looks like a directive but is not read as one. Write 'schemaguard:' and then key=value.";

    /// <summary>Says that an entry has no equals sign.</summary>
    public static string NoValue(string entry) => $"The entry '{entry}' has no value. Write key=value with one of the keys {Keys}.";

    /// <summary>Says that a key is not known.</summary>
    public static string UnknownKey(string key) => $"The key '{key}' is not known. Write one of {Keys}.";

    /// <summary>Says that a key was given before.</summary>
    public static string Duplicate(string key) => $"The key '{key}' is given twice and the first one counts. Remove one of them.";

    /// <summary>Says which values a key takes.</summary>
    public static string BadValue(string key, string value) =>
        key switch
        {
            ScriptDirectives.TransactionKey => $"'{value}' is no value of transaction. Write transaction=none or transaction=auto.",
            ScriptDirectives.TimeoutKey =>
                $"'{value}' is no time-out. Write a positive time as 500ms, 30s, 5m, 2h or 00:05:00, of at most 24 days.",
            _ => $"'{value}' is no version. Write the version of a migration without blanks, for instance compatible-from=0042.",
        };
}
