namespace SchemaGuard.Scripts.Directives;

/// <summary>The messages about directives.</summary>
internal static class DirectiveMessages
{
    private const string Keys = "transaction, compatible-from, timeout";

    /// <summary>Gets the message for a directive without any key.</summary>
    public static string Empty { get; } =
        $"The directive is empty. Write 'schemaguard: key=value' with one of the keys {Keys}, or remove it.";

    /// <summary>Gets the message for a directive after the first statement, where it is not read.</summary>
    public static string TooLate { get; } =
        "The directive stands after the first statement, where it has no effect. Move it to the top of the script.";

    /// <summary>Gets the message for a comment that only looks like a directive.</summary>
    public static string NearMiss { get; } =
        "This comment looks like a directive but is not read as one. Write 'schemaguard:' followed by key=value.";

    /// <summary>Returns the message for an entry without an equals sign.</summary>
    public static string NoValue(string entry) => $"The entry '{entry}' has no value. Write key=value with one of the keys {Keys}.";

    /// <summary>Returns the message for an unknown key.</summary>
    public static string UnknownKey(string key) => $"The key '{key}' is not known. Write one of {Keys}.";

    /// <summary>Returns the message for a key that was given before.</summary>
    public static string Duplicate(string key) => $"The key '{key}' is given twice; the first one counts. Remove one of them.";

    /// <summary>Returns the message for an invalid value, with the values that the key takes.</summary>
    public static string BadValue(string key, string value) =>
        key switch
        {
            ScriptDirectives.TransactionKey => $"'{value}' is not a value of transaction. Write transaction=none or transaction=auto.",
            ScriptDirectives.TimeoutKey =>
                $"'{value}' is not a time-out. Write a positive time of at most 24 days, such as 500ms, 30s, 5m, 2h or 00:05:00.",
            _ => $"'{value}' is not a version. Write the version of a migration without spaces, for example compatible-from=0042.",
        };
}
