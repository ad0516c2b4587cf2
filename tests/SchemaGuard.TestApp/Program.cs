// The application that tests start as a real process. Everything about the guard comes from configuration (SchemaGuard__…).
using MySqlConnector;
using SchemaGuard;
using SchemaGuard.TestApp;
using SchemaGuard.TestApp.Faults;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddHostedService<EagerService>();
builder.Services.Configure<HostOptions>(options => options.ServicesStartConcurrently = builder.Configuration.GetValue<bool>("Concurrent"));
var guard = builder.Services.AddSchemaGuard();
if (builder.Configuration["Provider"] == "postgresql")
{
    guard.UsePostgreSql(options =>
    {
        options.Lock = builder.Configuration.GetValue<PostgreSqlLockMode>("Lock");
        options.LeaseDuration = builder.Configuration.GetValue("LeaseDuration", options.LeaseDuration);
    });
}
else if (builder.Configuration["Provider"] == "mysql")
{
    guard.UseMySql(
        FaultyFactory.Wrap(MySqlConnectorFactory.Instance),
        configure: options =>
        {
            options.Lock = builder.Configuration.GetValue<MySqlLockMode>("Lock");
            options.LeaseDuration = builder.Configuration.GetValue("LeaseDuration", options.LeaseDuration);
        }
    );
}
else
{
    guard.UseSqlite();
}

if (builder.Configuration["Code"] is { } code)
{
    guard.AddMigration(
        FillInCode.Name,
        FillInCode.RunAsync,
        new SchemaGuard.CodeMigrationOptions { IsTransactional = false, IsIdempotent = code == "idempotent" }
    );
}

builder.Services.AddHealthChecks().AddSchemaGuard();
if (builder.Configuration.GetValue<bool>("RequestGate"))
{
    builder.Services.AddSchemaGuardRequestGate(options =>
        options.WhenUnhealthy = builder.Configuration.GetValue("WhenUnhealthy", options.WhenUnhealthy)
    );
}

if (builder.Configuration.GetValue<bool>("Listener"))
{
    builder.Services.AddSchemaGuardProbeListener(options => builder.Configuration.GetSection("Listener").Bind(options));
}

var app = builder.Build();
if (await app.RunSchemaGuardAsync(args) is { } exitCode)
{
    return exitCode;
}

app.MapHealthChecks("/health");
app.MapGet("/", () => "served");
if (app.Configuration.GetValue<bool>("Probes"))
{
    app.MapSchemaGuardProbes();
}

app.Lifetime.ApplicationStarted.Register(() => Console.WriteLine("LISTENING " + string.Join(' ', app.Urls)));
if (app.Configuration.GetValue<bool>("StopWhenStarted"))
{
    app.Lifetime.ApplicationStarted.Register(app.Lifetime.StopApplication);
}

await app.RunAsync();
return 0;
