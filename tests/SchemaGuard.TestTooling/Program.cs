using SchemaGuard.TestTooling;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddOpenApi();
builder.Services.AddSchemaGuard().UseSqlite(Application.Nowhere).AddMigration("1_tables", "create table jobs (id integer primary key);");
builder.Services.AddHealthChecks().AddSchemaGuard();

var app = builder.Build();
app.MapOpenApi();
app.MapHealthChecks("/health");
app.MapGet("/jobs", () => "none");
app.Run();
