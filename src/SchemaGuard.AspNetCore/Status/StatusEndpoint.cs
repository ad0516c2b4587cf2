using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SchemaGuard.AspNetCore.Status.Documents;
using SchemaGuard.AspNetCore.Status.Html;
using SchemaGuard.AspNetCore.Status.Reading;
using SchemaGuard.AspNetCore.Status.Views;

namespace SchemaGuard.AspNetCore.Status;

/// <summary>The endpoint of the status: who may see it, in which form, and about which guard.</summary>
internal sealed class StatusEndpoint(
    ISchemaGuards guards,
    StatusAccess access,
    GuardReaders readers,
    StatusViewComposer pages,
    OverviewDocumentWriter documents
)
{
    private static readonly string ContentSecurityPolicy =
        $"default-src 'none'; style-src {PageAsset.Style.Source}; script-src {PageAsset.Script.Source}; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>Creates the endpoint for the guards of a container, which need not have been told of this package before.</summary>
    public static StatusEndpoint Of(IServiceProvider services, SchemaGuardStatusOptions options)
    {
        var (gate, guards) = (services.GetRequiredService<ISchemaGate>(), services.GetRequiredService<ISchemaGuards>());
        var environment = services.GetRequiredService<IHostEnvironment>();
        var time = services.GetService<TimeProvider>() ?? TimeProvider.System;
        return new StatusEndpoint(
            guards,
            new StatusAccess(options.AllowAnonymousAccess, environment),
            new GuardReaders(options.StatusReadTimeout, time),
            new StatusViewComposer(gate, environment.ApplicationName, options.HistoryRows, time),
            new OverviewDocumentWriter(gate)
        );
    }

    /// <summary>Answers a request.</summary>
    public async Task AnswerAsync(HttpContext context)
    {
        if (!await access.AllowsAsync(context).ConfigureAwait(false))
        {
            // As if there were no such endpoint.
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        SetHeaders(context.Response);
        switch (StatusNegotiation.Choose(context.Request))
        {
            case StatusFormat.Html:
                await WritePageAsync(context).ConfigureAwait(false);
                break;
            case StatusFormat.Json:
                await WriteDocumentAsync(context).ConfigureAwait(false);
                break;
            default:
                context.Response.StatusCode = StatusCodes.Status406NotAcceptable;
                await WriteAsync(
                        context,
                        "text/plain; charset=utf-8",
                        "The status is served as text/html and as application/json."u8.ToArray()
                    )
                    .ConfigureAwait(false);
                break;
        }
    }

    private async Task WritePageAsync(HttpContext context)
    {
        StatusView view;
        try
        {
            var all = guards.All;
            var chosen = all.Count == 1 ? all[0] : Find(context, all);
            var reading = chosen is null ? null : await readers.Of(chosen).ReadAsync(context.RequestAborted).ConfigureAwait(false);
            view = pages.Compose(all, chosen is null ? null : (chosen, reading!), context.Request.Query["reload"] == "off");
        }
        catch (SchemaGuardConfigurationException exception)
        {
            view = pages.Compose(exception);
        }

        if (view.ReloadSeconds is { } seconds)
        {
            // A header works where scripts are off, and the page has a link that stops it.
            context.Response.Headers["Refresh"] = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        await WriteAsync(context, "text/html; charset=utf-8", PageRenderer.Render(view)).ConfigureAwait(false);
    }

    private async Task WriteDocumentAsync(HttpContext context)
    {
        ReadOnlyMemory<byte> document;
        try
        {
            var all = guards.All;
            IReadOnlyList<ISchemaGuard> asked =
                !context.Request.Query.ContainsKey("guard") ? all
                : Find(context, all) is { } one ? [one]
                : [];
            var readings = await Task.WhenAll(asked.Select(guard => readers.Of(guard).ReadAsync(context.RequestAborted)))
                .ConfigureAwait(false);
            document = documents.Write([.. asked.Zip(readings)]);
        }
        catch (SchemaGuardConfigurationException exception)
        {
            document = documents.Write(exception);
        }

        await WriteAsync(context, "application/json; charset=utf-8", document).ConfigureAwait(false);
    }

    /// <summary>Finds the guard that a request names; one that does not exist is not found, and said to be so by the status code.</summary>
    private static ISchemaGuard? Find(HttpContext context, IReadOnlyList<ISchemaGuard> all)
    {
        if (context.Request.Query["guard"] is not [{ Length: > 0 } name])
        {
            return null;
        }

        var found = all.FirstOrDefault(guard => guard.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (found is null)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        }

        return found;
    }

    private static void SetHeaders(HttpResponse response)
    {
        var headers = response.Headers;
        headers.CacheControl = "no-store";
        headers.Vary = "Accept";
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
    }

    private static Task WriteAsync(HttpContext context, string type, ReadOnlyMemory<byte> body)
    {
        context.Response.ContentType = type;
        context.Response.ContentLength = body.Length;
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }
}
