using SchemaGuard.Failures;
using SchemaGuard.Findings;

namespace SchemaGuard.Configuration;

/// <summary>Holds every sentence about options, configuration and registration.</summary>
internal static class ConfigurationMessages
{
    public static string SecondProvider(string guard) =>
        $"Schema guard '{guard}' already has a database. Call one Use… method for each guard; for a second database register another guard with AddSchemaGuard(\"name\").";

    public static string NoProvider(string guard) =>
        $"Guard '{guard}' has no database. Call UseSqlite(…) of package SchemaGuard.Sqlite, or the Use… method of another provider, after AddSchemaGuard.";

    public static string UnknownGuard(IEnumerable<string> known) => $"There is no guard of that name. Registered: {Listed(known)}.";

    public static string UnknownConnectionString() =>
        "The connection string has no '=' and no '://', so it is "
        + Wording.Of(
            "taken for the name of an entry of section ConnectionStrings, and there is no such entry. Add the entry, or write the connection string itself.",
            "neither a connection string nor a URL. Write one, such as \"Data Source=app.db\" or sqlite:///app.db."
        );

    public static string SharedHistory(string first, string second) =>
        $"Guards '{first}' and '{second}' keep a module of the same name in the same history of the same database. "
        + "Give the modules names with AddModule, or give one guard another HistoryTable.";

    public static string NegativeTime(string option, TimeSpan value) =>
        $"Option {option}: {Messages.Seconds(value)} is negative. Write a time of zero or more, such as '00:00:30' or '30s'.";

    public static string NotPositiveTime(string option, TimeSpan value) =>
        $"Option {option}: {Messages.Seconds(value)} is not a positive time. Write a time such as '00:00:30' or '30s', or leave the option out.";

    public static string NotAdjustable(string code) =>
        $"Finding '{code}' cannot be adjusted. Only findings about the catalog (SG2xxx) and the data (SG3xxx) can: what the history or the connection says has to be put right.";

    public static string BelowOne(string option, int value) => $"Option {option}: {value} is too few. Write 1 or more.";

    public static string TooLong(string option, TimeSpan longest) =>
        $"Option {option} is longer than {longest.TotalDays:0} days, the longest time that can be waited. Write a shorter one.";

    public static string UndefinedValue(string option, object value, Type type) =>
        $"Option {option}: '{value}' is no value of {type.Name}. Write one of {string.Join(", ", Enum.GetNames(type))}.";

    public static string TableName(string option, string value) =>
        $"Option {option}: '{value}' may hold only letters, digits and underscores, begin with a letter or underscore, and be 50 characters long at most. Write a name such as 'schemaguard_history'.";

    public static string SchemaName(string option, string value) =>
        $"Option {option}: '{value}' may neither be blank nor hold control characters, and be 63 bytes long at most. Write a schema's name such as 'app'.";

    public static string EmptyName(string module, string what) =>
        $"Module '{module}': an empty name was given to {what}. Write the name of a table, as 'table' or 'schema.table'.";

    public static string RequiredAndForbidden(string table) =>
        $"Table '{table}' is both required and forbidden. Remove one of RequireTables and ForbidTables.";

    public static string PrivilegesOnNothing() =>
        "RequirePrivileges() names no table, and no table is required. Name tables, or require them with RequireTables(…) or RequireManifest(…).";

    public static string InvariantNotQuery(string invariant) =>
        $"Invariant '{invariant}' is not one query. Write a single SELECT that gives one number.";

    public static string ProbeNotOneStatement(string probe) =>
        $"Write probe '{probe}' holds a text that is not one INSERT, SELECT, UPDATE, DELETE, MERGE or REPLACE: what it writes could then not be rolled back. Give each statement as a text of its own, and leave out what begins or ends transactions.";

    public static string DuplicateInvariant(string invariant) => $"Two invariants are named '{invariant}'. Give each a name of its own.";

    public static string UnknownKey(string path, string? suggestion, IEnumerable<string> known) =>
        suggestion is null
            ? $"Configuration key {path} is not known. Write one of {Listed(known)}."
            : $"Configuration key {path} is not known. Did you mean {suggestion}?";

    public static string BadTime(string path, string value) =>
        $"Configuration key {path}: '{value}' is not a time. Write '30s', '5m', '2h' or '00:00:30'.";

    public static string BadChoice(string path, string value, IEnumerable<string> choices) =>
        $"Configuration key {path}: '{value}' is not known. Write one of {Listed(choices)}.";

    public static string BadNumber(string path, string value) =>
        $"Configuration key {path}: '{value}' is not a whole number. Write a number such as 0.";

    public static string BadExpectation(string path, string value) =>
        $"Configuration key {path}: '{value}' is not understood. Write a whole number such as 0, or '>= 1', '< 10', '1..10'; for rows or a text write ExpectedRows or ExpectedText.";

    public static string SeveralExpectations(string path, IEnumerable<string> keys) =>
        $"Configuration key {path} says more than once what is expected. Write one of {Listed(keys)}.";

    public static string ValueForSection(string path, string example) =>
        $"Configuration key {path} has a value where keys are expected. Write {path}:{example}.";

    public static string SectionForValue(string path, string child) =>
        $"Configuration key {path} takes one value, and has keys such as {path}:{child}. Write the value itself.";

    public static string ValueAndKeys(string path, string child) =>
        $"Configuration key {path} has a value, and {path}:{child} as well: one of them would be ignored. Write one of the two, also where one source of configuration overrides another.";

    public static string ListInText(string path, string value)
    {
        var names = value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var variable = path.Replace(":", "__", StringComparison.Ordinal);
        var array = string.Join(", ", names.Select(name => $"\"{name}\""));
        var keys = string.Join(", ", names.Select((name, i) => $"{path}:{i}={name}"));
        return $"Configuration key {path} has one text, '{value}', and takes a list. Write an array in a file, [{array}], and one key for each name elsewhere: {keys} (environment variables {variable}__0 and on). A name with a comma in it stands in an array, too.";
    }

    public static string SaidTwice(string first, string second) =>
        $"Configuration keys {first} and {second} say the same of the default guard. Write one of the two.";

    public static string ModuleWithoutName(string path, string key) =>
        $"Configuration key {path} is an entry of an array, or a module whose name is a number: both say their name. Write {path}:Name, such as {path}:Name={key}.";

    public static string ModuleSaidTwice(string first, string second, string module) =>
        $"Configuration keys {first} and {second} say the same of module '{module}'. Write one of the two.";

    public static string EntryOverridden(string path, IReadOnlyList<string> names) =>
        $"Configuration key {path}:Name is {string.Join(" and ", names.Select(name => $"'{name}'"))} in different sources: entries of an array override each other by their numbers, and what is said of one module would be taken for another's. "
        + $"Give each another number, or write modules by their names, as in {path[..path.LastIndexOf(':')]}:{names[^1]}.";

    public static string OptionsThrew(Exception exception) =>
        $"Code that configures SchemaGuardOptions has thrown an exception of type {exception.GetType().FullName}; its words are left out, because they may hold a part of a connection string. "
        + "Look at the calls of Configure, PostConfigure and Bind for these options, and at what they take from the container; the exception's stack trace names the place.";

    public static string NoDefaultGuard(string path, string instead) =>
        $"Configuration key {path} is the default guard's, and only guards with names are registered. Write {instead}, or register the default guard with AddSchemaGuard().";

    public static string OptionsOfNobody(string name, IEnumerable<string> known) =>
        name.Length == 0
            ? $"SchemaGuardOptions are configured without a name, which is the default guard's, and only guards with names are registered: {Listed(known)}. Write services.Configure<SchemaGuardOptions>(\"{known.First()}\", …)."
        : GuardDefinition.IsDefault(name)
            ? $"SchemaGuardOptions are configured under the name '{name}', which no guard has: the options of the default guard have no name. Write services.Configure<SchemaGuardOptions>(…)."
        : $"SchemaGuardOptions are configured under the name '{name}', which no guard has. Write one of {Listed(known)}, as it was registered.";

    public static string HealthOfNobody(string guard, IEnumerable<string> known) =>
        $"AddHealthChecks().AddSchemaGuard(\"{guard}\") speaks for a guard that is not registered. Write one of {Listed(known)}, or none for all of them; to name the check itself write name: \"{guard}\".";

    public static string OfGuard(string guard, string problem) => $"Guard '{guard}': {problem}";

    public static string UnknownDependency(string module, string name, IEnumerable<string> known) =>
        $"Module '{module}' depends on module '{name}', which there is not. Write one of {Listed(known)}.";

    public static string DependencyCircle(IReadOnlyList<string> modules) =>
        $"Modules depend on each other in a circle: {string.Join(" → ", modules)}. Remove one DependsOn.";

    public static string MissingValue(string path) => $"Configuration key {path} has no value. Write one, or remove the key.";

    private static string Listed(IEnumerable<string> names) => string.Join(", ", names);

    public static string ManifestNotFound(string path, IReadOnlyList<string> looked) =>
        $"Manifest '{path}' was not found. Looked for {Listed(looked)}. Write it with 'schemaguard manifest --output {path}', {Wording.Of("and copy it to the output folder of the build", "or correct the path")}.";

    public static string ManifestUnreadable(string path, string problem) => $"Manifest '{path}' cannot be read: {problem}";

    public static string ManifestNoRegularFile(string path) =>
        $"Manifest '{path}' is a pipe, a socket or a device, which may never end. Give the path of an ordinary file.";

    public static string ManifestNotEmbedded(string resource, string assembly, IReadOnlyList<string> known) =>
        $"Manifest '{resource}' is not embedded in assembly '{assembly}'. Embedded are: {Listed(known)}. Add it to the project as EmbeddedResource.";

    public static string ManifestInvalid(string problem) => $"{problem}. Write it again with 'schemaguard manifest'.";
}
