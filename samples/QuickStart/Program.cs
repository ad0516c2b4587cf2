using System.Reflection;
using Microsoft.Data.Sqlite;

// The sample's own folder, wherever it is started from; "--folder DIR" runs it on a copy.
var folder = args is ["--folder", var given]
    ? given
    : typeof(Program).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == "ProjectFolder").Value!;
var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = folder });
var connectionString = $"Data Source={Path.Combine(folder, "quickstart.db")}";

builder
    .Services.AddSchemaGuard()
    .UseSqlite(connectionString)
    .AddMigrations("migrations")
    .RequireTables("authors", "posts")
    .AddInvariant("every post has an author", "select count(*) from posts where author_id not in (select id from authors)", expected: 0);
builder.Services.AddHealthChecks().AddSchemaGuard(tags: ["ready"]);

var app = builder.Build();
app.MapHealthChecks("/health/ready");
app.MapGet("/", () => ReadPostsAsync(connectionString));
app.Run();

static async Task<List<string>> ReadPostsAsync(string connectionString)
{
    await using var connection = new SqliteConnection(connectionString);
    await connection.OpenAsync();
    await using var command = connection.CreateCommand();
    command.CommandText = "select a.name || ': ' || p.title from posts p join authors a on a.id = p.author_id order by p.id";
    await using var reader = await command.ExecuteReaderAsync();
    var posts = new List<string>();
    while (await reader.ReadAsync())
    {
        posts.Add(reader.GetString(0));
    }

    return posts;
}
