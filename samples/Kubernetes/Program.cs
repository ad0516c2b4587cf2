using Npgsql;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSingleton(services =>
    NpgsqlDataSource.Create(services.GetRequiredService<IConfiguration>().GetConnectionString("posts") ?? "")
);
builder.Services.AddSchemaGuard().UsePostgreSql("posts").AddMigrations("migrations").RequireTables("posts");
builder.Services.AddSchemaGuardProbeListener(options => options.RefusalHold = TimeSpan.FromSeconds(20));
builder.Services.AddHealthChecks().AddSchemaGuard();

var app = builder.Build();
if (await app.RunSchemaGuardAsync(args) is { } exitCode)
{
    return exitCode;
}

app.MapSchemaGuardProbes();
app.MapHealthChecks("/health");
app.MapGet(
    "/",
    async (NpgsqlDataSource database) =>
    {
        await using var command = database.CreateCommand("SELECT count(*) FROM posts");
        return $"{await command.ExecuteScalarAsync()} posts";
    }
);
await app.RunAsync();
return 0;
