using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using SchemaGuard.AspNetCore.Probes;

namespace SchemaGuard.AspNetCore.Listening;

/// <summary>The application behind the listener: it answers probes, and asks to come back with everything else.</summary>
/// <param name="responder">The answers to probes.</param>
/// <param name="probes">The paths of the probes.</param>
/// <param name="retryAfter">After how long a client may come back.</param>
/// <param name="hasStarted">Tells whether the application itself listens.</param>
/// <param name="isHandedOver">Whether the address becomes the application's, so that no connection may stay here.</param>
internal sealed class ProbeApplication(
    ProbeResponder responder,
    SchemaGuardProbeOptions probes,
    TimeSpan retryAfter,
    Func<bool> hasStarted,
    bool isHandedOver
) : IHttpApplication<HttpContext>
{
    private static readonly ReadOnlyMemory<byte> Starting = Encoding.UTF8.GetBytes(
        """
        {"type":"https://tools.ietf.org/html/rfc9110#section-15.6.4","title":"Service Unavailable","status":503,
        "detail":"The application has not started: its database is being looked at. Try again later."}
        """
    );

    private readonly string _retryAfter = Math.Max(1, (long)Math.Ceiling(retryAfter.TotalSeconds)).ToString(CultureInfo.InvariantCulture);

    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public Task ProcessRequestAsync(HttpContext context)
    {
        if (isHandedOver)
        {
            Close(context);
        }

        var request = context.Request;
        var mayBeProbe = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        return mayBeProbe && ProbePaths.Find(probes, request.Path) is { } probe ? responder.AnswerAsync(context, probe, hasStarted())
            : isHandedOver ? RefuseAsync(context)
            : NotFound(context);
    }

    public void DisposeContext(HttpContext context, Exception? exception)
    {
        // The context has nothing but the server's features.
    }

    /// <summary>Makes the client open another connection for its next request.</summary>
    private static void Close(HttpContext context)
    {
        if (HttpProtocol.IsHttp2(context.Request.Protocol))
        {
            context.Features.Get<IConnectionLifetimeNotificationFeature>()?.RequestClose();
        }
        else
        {
            context.Response.Headers.Connection = "close";
        }
    }

    private static Task NotFound(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private Task RefuseAsync(HttpContext context)
    {
        var response = context.Response;
        response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        response.Headers.RetryAfter = _retryAfter;
        response.Headers.CacheControl = "no-store";
        response.ContentType = "application/problem+json";
        response.ContentLength = Starting.Length;
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : response.Body.WriteAsync(Starting, context.RequestAborted).AsTask();
    }
}
