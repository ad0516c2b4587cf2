using Microsoft.Data.Sqlite;

namespace QuickStart;

/// <summary>The posts. Nothing here checks whether the tables exist: the application does not get this far if they do not.</summary>
internal static class Posts
{
    private const string Query = "select a.name || ': ' || p.title from posts p join authors a on a.id = p.author_id order by p.id";

    public static async Task<List<string>> ReadAsync(string connectionString)
    {
        await using var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = Query;
        await using var reader = await command.ExecuteReaderAsync();
        var posts = new List<string>();
        while (await reader.ReadAsync())
        {
            posts.Add(reader.GetString(0));
        }

        return posts;
    }
}
