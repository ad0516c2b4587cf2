var builder = WebApplication.CreateBuilder(args);
builder
    .Services.AddSchemaGuard()
    .UsePostgreSql("Host=localhost;Database=app;Username=app;Password=app")
    .AddMigrations("migrations")
    .RequireTables("posts");
builder.Services.AddHealthChecks().AddSchemaGuard();

var app = builder.Build();
app.MapHealthChecks("/health");
app.Run();
