using SchemaGuard.Scripts.Text;

namespace SchemaGuard.Configuration;

/// <summary>All messages about options, configuration and registration.</summary>
internal static class ConfigurationMessages
{
    public static string SecondProvider(string guard) =>
        $"Schema guard '{guard}' already has a database. Call one Use… method for each guard. "
        + "For a second database, register another guard with AddSchemaGuard(\"name\").";

    public static string NoProvider(string guard) =>
        $"Guard '{guard}' has no database. Call UseSqlite(…) from package SchemaGuard.Sqlite, "
        + "or the Use… method of another provider, after AddSchemaGuard.";

    public const string NoRequestGate =
        "Startup: Background lets the application listen before the database is checked, so something must hold its requests back. Call "
        + "builder.Services.AddSchemaGuardRequestGate() of package SchemaGuard.AspNetCore, or use StartupMode.Migrate.";

    public static string UnknownGuard(IEnumerable<string> known) => $"There is no guard with that name. Registered: {Listed(known)}.";

    public static string SharedHistory(string first, string second) =>
        $"Guards '{first}' and '{second}' have a module with the same name in the same history of the same database. "
        + "Name the modules with AddModule, or give one of the guards a different HistoryTable.";

    public static string NegativeTime(string option, TimeSpan value) =>
        $"Option {option}: {DurationText.Format(value)} is negative. Write a time of zero or more, such as '00:00:30' or '30s'.";

    public static string NotPositiveTime(string option, TimeSpan value) =>
        $"Option {option}: {DurationText.Format(value)} is not a positive time. Write a time such as '00:00:30' or '30s', or leave the option out.";

    public static string NotAdjustable(string code) =>
        $"Finding '{code}' cannot be adjusted. Only findings about the catalog (SG2xxx) and the data (SG3xxx) can be. "
        + "Correct a problem with the history or the connection instead.";

    public static string BelowOne(string option, int value) => $"Option {option}: {value} is too low. Write 1 or more.";

    public static string TooLong(string option, TimeSpan longest) =>
        $"Option {option} is longer than {longest.TotalDays:0} days, the longest possible wait. Write a shorter time.";

    public static string UndefinedValue(string option, object value, Type type) =>
        $"Option {option}: '{value}' is not a value of {type.Name}. Write one of {string.Join(", ", Enum.GetNames(type))}.";

    public static string TableName(string option, string value) =>
        $"Option {option}: '{value}' is not a valid table name. A name has at most 50 characters, all of them letters, digits or underscores, "
        + "and does not begin with a digit. Write a name such as 'schemaguard_history'.";

    public static string SchemaName(string option, string value) =>
        $"Option {option}: '{value}' is not a valid schema name. A name is not blank, contains no control characters, and has at most 63 bytes. "
        + "Write a name such as 'app'.";

    public static string EmptyName(string module, string what) =>
        $"Module '{module}': {what} was given an empty name. Write the name of a table, as 'table' or 'schema.table'.";

    public static string RequiredAndForbidden(string table) =>
        $"Table '{table}' is both required and forbidden. Remove it from RequireTables or from ForbidTables.";

    public static string PrivilegesOnNothing() =>
        "RequirePrivileges() names no table, and no table is required. Name tables, or require them with RequireTables(…) or RequireManifest(…).";

    public static string InvariantNotQuery(string invariant) =>
        $"Invariant '{invariant}' is not a single query. Write one SELECT statement.";

    public static string ProbeNotOneStatement(string probe) =>
        $"Write probe '{probe}' contains a text that is not a single INSERT, SELECT, UPDATE, DELETE, MERGE or REPLACE, so what it writes could "
        + "not be rolled back. Write each statement as a separate text, and leave out statements that begin or end a transaction.";

    public static string DuplicateInvariant(string invariant) => $"Two invariants are named '{invariant}'. Give each its own name.";

    public static string UnknownKey(string path, string? suggestion, IEnumerable<string> known) =>
        suggestion is null
            ? $"Configuration key {path} is not known. Write one of {Listed(known)}."
            : $"Configuration key {path} is not known. Did you mean {suggestion}?";

    public static string BadTime(string path, string value) =>
        $"Configuration key {path}: '{value}' is not a time. Write '30s', '5m', '2h' or '00:00:30'.";

    public static string BadChoice(string path, string value, IEnumerable<string> choices) =>
        $"Configuration key {path}: '{value}' is not a valid value. Write one of {Listed(choices)}.";

    public static string BadNumber(string path, string value) =>
        $"Configuration key {path}: '{value}' is not a whole number. Write a number such as 0.";

    public static string BadExpectation(string path, string value) =>
        $"Configuration key {path}: '{value}' is not a valid expectation. Write a whole number such as 0, or '>= 1', '< 10', '1..10'. "
        + "For rows or text, write ExpectedRows or ExpectedText.";

    public static string SeveralExpectations(string path, IEnumerable<string> keys) =>
        $"Configuration key {path} states more than one expectation. Write only one of {Listed(keys)}.";

    public static string ValueForSection(string path, string example) =>
        $"Configuration key {path} expects keys, but has a value. Write {path}:{example}.";

    public static string SectionForValue(string path, string child) =>
        $"Configuration key {path} expects a single value, but has keys such as {path}:{child}. Write the value itself.";

    public static string ValueAndKeys(string path, string child) =>
        $"Configuration key {path} has both a value and the key {path}:{child}; one of them would be ignored. "
        + "Write only one of the two, even if one configuration source overrides another.";

    public static string ListInText(string path, string value)
    {
        var names = value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var variable = path.Replace(":", "__", StringComparison.Ordinal);
        var array = string.Join(", ", names.Select(name => $"\"{name}\""));
        var keys = string.Join(", ", names.Select((name, i) => $"{path}:{i}={name}"));
        return $"Configuration key {path} expects a list, but has the single text '{value}'. In a file, write an array: [{array}]. "
            + $"Elsewhere, write one key for each name: {keys} (environment variables {variable}__0 and so on). "
            + "A name that contains a comma is written in an array, too.";
    }

    public static string SaidTwice(string first, string second) =>
        $"Configuration keys {first} and {second} both set the same thing for the default guard. Write only one of them.";

    public static string ModuleWithoutName(string path, string key) =>
        $"Configuration key {path} is an array entry, or a module whose name is a number. Either needs a name. "
        + $"Write {path}:Name, such as {path}:Name={key}.";

    public static string ModuleSaidTwice(string first, string second, string module) =>
        $"Configuration keys {first} and {second} both set the same thing for module '{module}'. Write only one of them.";

    public static string EntryOverridden(string path, IReadOnlyList<string> names) =>
        $"Configuration key {path}:Name is {string.Join(" and ", names.Select(name => $"'{name}'"))} in different sources. "
        + "Array entries with the same number override each other, so settings of one module would be taken for another's. "
        + $"Give each entry its own number, or use the names of the modules as keys, as in {path[..path.LastIndexOf(':')]}:{names[^1]}.";

    public static string OptionsThrew(Exception exception) =>
        $"Code that configures SchemaGuardOptions threw an exception of type {exception.GetType().FullName}. "
        + "Its message is omitted, because it may contain parts of a connection string. "
        + "Check the calls to Configure, PostConfigure and Bind for these options, and what they take from the container. "
        + "The stack trace of the exception shows the place.";

    public static string NoDefaultGuard(string path, string instead) =>
        $"Configuration key {path} belongs to the default guard, but only named guards are registered. Write {instead}, or register the "
        + "default guard with AddSchemaGuard().";

    public static string OptionsOfNobody(string name, IEnumerable<string> known) =>
        name.Length == 0
            ? "SchemaGuardOptions are configured without a name, that is for the default guard, but only named guards are registered: "
                + $"{Listed(known)}. Write services.Configure<SchemaGuardOptions>(\"{known.First()}\", …)."
        : GuardDefinition.IsDefault(name)
            ? $"SchemaGuardOptions are configured under the name '{name}', which matches no guard: "
                + "the options of the default guard have no name. Write services.Configure<SchemaGuardOptions>(…)."
        : $"SchemaGuardOptions are configured under the name '{name}', which matches no guard. Write one of {Listed(known)}, as it was registered.";

    public static string HealthOfNobody(string guard, IEnumerable<string> known) =>
        $"AddHealthChecks().AddSchemaGuard(\"{guard}\") refers to a guard that is not registered. Write one of {Listed(known)}, or omit the "
        + $"name for all of them. To name the health check itself, write name: \"{guard}\".";

    public static string OfGuard(string guard, string problem) => $"Guard '{guard}': {problem}";

    public static string UnknownDependency(string module, string name, IEnumerable<string> known) =>
        $"Module '{module}' depends on module '{name}', which does not exist. Write one of {Listed(known)}.";

    public static string DependencyCircle(IReadOnlyList<string> modules) =>
        $"Modules depend on each other in a circle: {string.Join(" → ", modules)}. Remove one DependsOn.";

    public static string MissingValue(string path) => $"Configuration key {path} has no value. Write one, or remove the key.";

    private static string Listed(IEnumerable<string> names) => string.Join(", ", names);
}
