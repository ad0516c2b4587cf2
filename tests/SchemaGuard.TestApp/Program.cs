// The application that tests start as a real process. Everything about the guard comes from configuration (SchemaGuard__…).
using SchemaGuard.TestApp;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddHostedService<EagerService>();
builder.Services.Configure<HostOptions>(options => options.ServicesStartConcurrently = builder.Configuration.GetValue<bool>("Concurrent"));
builder.Services.AddSchemaGuard().UseSqlite();
builder.Services.AddHealthChecks().AddSchemaGuard();

var app = builder.Build();
if (await app.RunSchemaGuardAsync(args) is { } exitCode)
{
    return exitCode;
}

app.MapHealthChecks("/health");
app.Lifetime.ApplicationStarted.Register(() => Console.WriteLine("LISTENING " + string.Join(' ', app.Urls)));
if (app.Configuration.GetValue<bool>("StopWhenStarted"))
{
    app.Lifetime.ApplicationStarted.Register(app.Lifetime.StopApplication);
}

await app.RunAsync();
return 0;
