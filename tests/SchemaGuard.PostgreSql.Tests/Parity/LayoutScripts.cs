namespace SchemaGuard.PostgreSql.Tests.Parity;

/// <summary>Holds scripts whose bytes, line ends and ends are the point.</summary>
internal static class LayoutScripts
{
    private const int MegaBytes = 1024 * 1024;

    public static Dictionary<string, string> All { get; } =
        new(StringComparer.Ordinal)
        {
            ["a comment without newline at the end"] = "create table t (a int);\n-- the end",
            ["a statement and a comment without newline at the end"] = "create table t (a int) -- the end;",
            ["text after the last semicolon"] = "create table t (a int);\ninsert into t values (1)",
            ["a byte order mark"] = "\uFEFFcreate table t (a int);\ninsert into t values (1);\n",
            ["a byte order mark and a comment"] = "\uFEFF-- first line\ncreate table t (\"\uFEFFa\" text default '\uFEFF;');\n",
            ["carriage returns only"] =
                "-- head;\rcreate table t (a int); -- x\rinsert into t values (1);\rinsert\rinto t values (2) -- y;\r;\r",
            ["Windows line ends"] = "-- head;\r\ncreate table t (\r\n  a int -- x;\r\n);\r\ninsert into t\r\nvalues (1);\r\n\r\n",
            ["no-break spaces in literals, names and comments"] =
                "-- a\u00A0b;\u00A0\ncreate table t\u00A0 (\"a\u00A0;\" text, b\u00A0c text);\ninsert into t\u00A0 values ('\u00A0;\u00A0', '\u3000\u200B');\n",
            ["comments only"] = "-- nothing;\n/* here; */\n\n-- at all",
            ["nothing"] = "",
            ["blanks and semicolons"] = "\n\n ;; \t;\n;create table t (a int);;;\n;\n",
            ["an INSERT of five megabytes on one line"] =
                "create table t (a int, b text);\ninsert into t values (0, '')"
                + string.Concat(Enumerable.Range(1, 5 * MegaBytes / 100).Select(number => $",({number:000000},'{new string(';', 87)}')"))
                + ";\nselect count(*) from t;\n",
            ["a thousand small statements"] =
                "create table t (a int);\n"
                + string.Concat(Enumerable.Range(1, 1000).Select(number => $"insert into t values ({number});\n")),
            ["several statements on one line"] = "create table t (a int); insert into t values (1);insert into t values (2) ; select 1",
            ["text beyond the basic plane"] =
                "create table \"😀;\" (\"\uD835\uDD38\" text default '😀;''');\ncomment on table \"😀;\" is '𝔸;';\n",
        };
}
