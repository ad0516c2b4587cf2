namespace SchemaGuard.MySql.Tests.Parity;

/// <summary>Holds scripts whose literals, names, operators and comments hide semicolons or look like something else.</summary>
internal static class QuotingScripts
{
    private const int MegaBytes = 1024 * 1024;

    public static Dictionary<string, string> All { get; } =
        new(StringComparer.Ordinal)
        {
            ["backslash escapes"] =
                """create table t (a text);"""
                + "\n"
                + """insert into t values ('it\'s ;'), ('\\'), ('\\''; '), ("a\";b"), ('\%\_\n\0;'), ("it's;"), ('say "x;"');""",
            ["NO_BACKSLASH_ESCAPES"] = """
                create table t (a text);
                set sql_mode = concat(@@sql_mode, ',NO_BACKSLASH_ESCAPES');
                insert into t values ('C:\dir;'), ('\;''; ');
                set sql_mode = default;
                insert into t values ('it\'s;');
                """,
            ["ANSI_QUOTES"] = """
                set sql_mode = 'ANSI_QUOTES';
                create table "semi;colon""x" ("a;" int, "b" varchar(10) default 'x;');
                insert into "semi;colon""x" ("a;") values (1);
                """,
            ["quoted names"] =
                "create table `semi;colon``x` (`a;` int, `--` int, `/*` text, `'` text);\ninsert into `semi;colon``x` values (1, 2, '3', '4');\n",
            ["executable comments"] =
                "/*!40101 SET @OLD=@@sql_mode */;\ncreate table t (a int /*!50000 default 5 */) /*!40100 comment='x;y' */;\n"
                + "insert into t values (1 /*!99999999 + 100 */);\n/*!50003 create procedure p() insert into t values (2) */;\n"
                + "call p();\n/*!40000 ALTER TABLE `t` DISABLE KEYS */;\n/*!999999- a comment */\n/*!40101 SET sql_mode=@OLD */;\n",
            ["comments of all kinds"] =
                "create table t (a int); # a; comment '\n-- another; one \"\n--\ninsert into t values (1 /* ; ' */ + 2); "
                + "/* a /* b ; */ /**/ /***/ /*;*/\ninsert into t values (3) -- ; '\n; insert into t values (4 #'\n);\n",
            ["two minus signs are arithmetic"] = "create table t (a int);\ninsert into t values (5--1), (5 --1\n), (5- -1);\n",
            ["numbers, hexadecimal and national literals"] =
                "create table t (a varbinary(20), b text);\ninsert into t values (x'3B', N'na;tional'), (0x3B27, _utf8mb4'x;'), (b'00111011', '1' ';2');\n",
            ["variables and json operators"] =
                "create table t (j json, v text);\nset @a = ';', @`b;c` = '--', @'d' = 1;\ninsert into t values ('{\"a\": "
                + "\";\"}', @a), ('[]', @`b;c`);\ncreate table r as select json_extract(j, '$.a') as x, @a := v as y from t;\n",
            ["USE and back"] = "create table a (x int);\nset @d = database();\nUSE information_schema;\nselect 1;\n",
            ["prepared statements"] =
                "set @s = 'create table t (a varchar(9) default \\'x;\\')';\nprepare p from @s;\nexecute p;\ndeallocate prepare p;\n",
            ["transactions"] =
                "create table t (a int);\nstart transaction;\ninsert into t values (1);\ncommit;\nbegin;\n"
                + "insert into t values (2);\ncommit;\nset autocommit = 0;\n"
                + "insert into t values (3);\ncommit;\nset autocommit = 1;\n",
            ["handler and table words"] =
                "create table `table` (`key` int, `order` int, key `key` (`key`));\n"
                + "insert into `table` values (1, 2);\nalter table `table` add column `delimiter` int, add `end` int;\n",
        };

    public static Dictionary<string, string> Layouts { get; } =
        new(StringComparer.Ordinal)
        {
            ["a comment without newline at the end"] = "create table t (a int);\n-- the end",
            ["text after the last semicolon"] = "create table t (a int);\ninsert into t values (1)",
            ["a byte order mark"] = "\uFEFFcreate table t (a int);\ninsert into t values (1);\n",
            ["Windows line ends"] = "-- head;\r\ncreate table t (\r\n  a int -- x;\r\n);\r\ninsert into t\r\nvalues (1);\r\n\r\n",
            ["comments only"] = "-- nothing;\n/* here; */\n\n# at all",
            ["nothing"] = "",
            ["blanks and semicolons"] = "\n\ncreate table t (a int);\n\n\ninsert into t values (1);\n\n",
            ["an INSERT of five megabytes on one line"] =
                "create table t (a int, b text);\ninsert into t values (0, '')"
                + string.Concat(Enumerable.Range(1, 5 * MegaBytes / 100).Select(number => $",({number:000000},'{new string(';', 87)}')"))
                + ";\n",
            ["three hundred small statements"] =
                "create table t (a int);\n"
                + string.Concat(Enumerable.Range(1, 300).Select(number => $"insert into t values ({number});\n")),
            ["several statements on one line"] = "create table t (a int); insert into t values (1);insert into t values (2) ; select 1",
            ["text beyond the basic plane"] = "create table `é;` (`ü` text comment '😀;''');\ninsert into `é;` values ('😀;𝔸');\n",
        };
}
