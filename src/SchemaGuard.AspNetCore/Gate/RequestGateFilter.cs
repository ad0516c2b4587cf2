using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace SchemaGuard.AspNetCore.Gate;

/// <summary>
/// The place of the request gate: before everything that the application puts into its pipeline, so that it cannot be forgotten or put behind.
/// </summary>
internal sealed class RequestGateFilter(RequestGate gate) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
        app =>
        {
            app.Use(following => context => gate.InvokeAsync(context, following));
            next(app);
        };
}
