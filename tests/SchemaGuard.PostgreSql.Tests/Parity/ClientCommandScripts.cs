namespace SchemaGuard.PostgreSql.Tests.Parity;

/// <summary>Holds scripts with lines for psql that change nothing in the database.</summary>
internal static class ClientCommandScripts
{
    public static Dictionary<string, string> All { get; } =
        new(StringComparer.Ordinal)
        {
            ["restrict and unrestrict"] = "\\restrict aB3\n\ncreate table t (a int);\ninsert into t values (1);\n\n\\unrestrict aB3\n",
            ["set ON_ERROR_STOP"] = "\\set ON_ERROR_STOP on\n\\set ON_ERROR_STOP 1\ncreate table t (a int);\n  \\set ON_ERROR_STOP\n",
            ["echo"] =
                "\\echo create table no (a int);\ncreate table t (a int);\n"
                + "\\echo 'it; is \\n done' \"x;\"\n\\qecho it;\ninsert into t values (1);\n\\warn done",
            ["output settings"] =
                "\\pset pager off\n\\timing on\n\\t on\n\\a\n\\x off\ncreate table t (a int);\nselect 'x;';\n\\timing off\ninsert into t values (1);\n",
            ["a backslash before the semicolon"] = "create table t (a int)\\; insert into t values (1)\\; insert into t values (2);\n",
        };
}
