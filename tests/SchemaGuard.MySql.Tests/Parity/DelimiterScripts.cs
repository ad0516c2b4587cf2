namespace SchemaGuard.MySql.Tests.Parity;

/// <summary>Holds scripts that change the delimiter, in all the ways that are met.</summary>
internal static class DelimiterScripts
{
    public static Dictionary<string, string> All { get; } =
        new(StringComparer.Ordinal)
        {
            ["DELIMITER ;;"] =
                "create table t (a int);\nDELIMITER ;;\ncreate procedure p() begin insert into t values (1); "
                + "insert into t values (2); end ;;\ncall p();;\nDELIMITER ;\ncall p();\n",
            ["DELIMITER $$"] =
                "DELIMITER $$\ncreate table t (a int, b text)$$\ncreate procedure p() begin insert into t values (1, ';'); end$$\nDELIMITER ;\ncall p();\n",
            ["DELIMITER //"] =
                "create table t (a int);\ndelimiter //\n"
                + "create trigger tr before insert on t for each row begin set new.a = new.a + 4/2; end//\n"
                + "delimiter ;\ninsert into t values (8/4);\n",
            ["a delimiter in quotes"] =
                "DELIMITER ';'\ncreate table t (a int);\nDELIMITER '$$'\ninsert into t values (1)$$\nDELIMITER \";\"\ninsert into t values (2);\n",
            ["lower case"] = "delimiter $$\ncreate table t (a int)$$\ndelimiter ;\ninsert into t values (1);\n",
            ["twice in a row"] =
                "DELIMITER $$\nDELIMITER //\ncreate table t (a int)//\nDELIMITER ;\nDELIMITER ;\ninsert into t values (1);\n",
            ["a hash as delimiter"] =
                "DELIMITER #\ncreate table t (a int)#\ninsert into t values (1)#\nDELIMITER ;\ninsert into t values (2);\n",
            ["words after the delimiter"] =
                "DELIMITER $$ this is left out\ncreate table t (a int)$$\nDELIMITER ; -- back\ninsert into t values (1);\n",
            ["a delimiter of letters"] = "delimiter d//\ncreate table t (a int)d//\ninsert into t values (1)d//\ndelimiter ;\n",
            ["the word inside literals and names"] =
                "create table `delimiter` (`delimiter` text);\ninsert into `delimiter` values ('\n"
                + "delimiter //\n'), ('DELIMITER $$');\nselect `delimiter` from `delimiter`;\n",
            ["no delimiter at the end"] = "DELIMITER $$\ncreate table t (a int)$$\ninsert into t values (1)",
        };
}
