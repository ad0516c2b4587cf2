using QuickStart;

var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = SampleFolder.Find(args) });
builder.Configuration["Urls"] ??= "http://127.0.0.1:5080";
var database = $"Data Source={Path.Combine(builder.Environment.ContentRootPath, "quickstart.db")}";

builder
    .Services.AddSchemaGuard()
    .UseSqlite(database)
    .AddMigrations("migrations")
    .RequireTables("authors", "posts")
    .AddInvariant("every post has an author", "select count(*) from posts where author_id not in (select id from authors)", expected: 0);
builder.Services.AddHealthChecks().AddSchemaGuard(tags: ["ready"]);

var app = builder.Build();
app.MapHealthChecks("/health/ready");
app.MapGet("/", () => Posts.ReadAsync(database));
app.Run();
