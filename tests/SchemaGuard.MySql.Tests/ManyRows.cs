namespace SchemaGuard.MySql.Tests;

/// <summary>Writes scripts that make a table large enough for a statement on it to last.</summary>
internal static class ManyRows
{
    /// <summary>The beginning of <see cref="LongAlter"/>.</summary>
    public const string LongAlterStart = "alter table many";

    /// <summary>Copies the table with several keys row by row, which takes seconds.</summary>
    public const string LongAlter =
        "alter table many add column later int not null default 0, add key a (filling, n), add key b (n, filling), add key c (filling, id), algorithm=copy;";

    private const string Digits =
        "(select 0 as n union all select 1 union all select 2 union all select 3 union all select 4 union all "
        + "select 5 union all select 6 union all select 7 union all select 8 union all select 9)";

    /// <summary>Makes a table with a hundred thousand rows, or ten thousand.</summary>
    public static string Create(string table, bool few = false) =>
        $"""
            create table {table} (id int not null auto_increment primary key, n int not null, filling varchar(100) not null);
            insert into {table} (n, filling)
            select a.n + 10 * b.n + 100 * c.n + 1000 * d.n + 10000 * e.n, sha2(a.n + 10 * b.n + 100 * c.n + 1000 * d.n + 10000 * e.n, 256)
            from {Digits} a, {Digits} b, {Digits} c, {Digits} d, {(few ? "(select 0 as n)" : Digits)} e;
            """;

    /// <summary>Makes the table <c>many</c> of which <see cref="LongAlter"/> makes a copy, in seconds: MySQL takes about twice as long as MariaDB.</summary>
    public static async Task CreateManyAsync(MySqlTestDatabase database, int doublings = 1)
    {
        await database.ExecuteAsync(Create("many"));
        for (var doubled = database.Server.Installation.IsMariaDb ? -1 : 0; doubled < doublings; doubled++)
        {
            await database.ExecuteAsync("insert into many (n, filling) select n, sha2(id, 256) from many");
        }
    }
}
