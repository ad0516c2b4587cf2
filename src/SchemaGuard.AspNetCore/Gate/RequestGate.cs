using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SchemaGuard.AspNetCore.Probes;

namespace SchemaGuard.AspNetCore.Gate;

/// <summary>The gate that every request of the application passes, or is refused at. It decides from memory.</summary>
internal sealed class RequestGate : IRequestGate
{
    private const string ProblemJson = "application/problem+json; charset=utf-8";
    private static readonly byte[] Starting = Problem(
        "The application is starting.",
        "Its database is being prepared. Try again after the time that the header Retry-After gives."
    );

    private static readonly byte[] Refusing = Problem(
        "The application cannot serve at the moment.",
        "Its database is not as it needs it. Try again after the time that the header Retry-After gives."
    );

    private readonly ISchemaGate _gate;
    private readonly ISchemaGuards _guards;
    private readonly UnhealthyPolicy _policy;
    private readonly string _retryAfter;
    private readonly Lazy<ServedPaths> _served;

    public RequestGate(IServiceProvider services, IOptions<RequestGateOptions> options)
    {
        _gate =
            services.GetService<ISchemaGate>()
            ?? throw new InvalidOperationException("The request gate has no guard. Call builder.Services.AddSchemaGuard().");
        _guards = services.GetRequiredService<ISchemaGuards>();
        _policy = options.Value.WhenUnhealthy;
        _retryAfter = Math.Ceiling(options.Value.RetryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        _served = new Lazy<ServedPaths>(() =>
            new ServedPaths(services.GetService<EndpointDataSource>() ?? new DefaultEndpointDataSource(), options.Value.AlwaysServed)
        );
    }

    /// <summary>Lets a request go on, or refuses it.</summary>
    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (_gate.State != SchemaGateState.Open)
        {
            return _served.Value.Contains(context.Request) ? next(context) : RefuseAsync(context, Starting);
        }

        return
            _policy < UnhealthyPolicy.RefuseWrites
            || (_policy == UnhealthyPolicy.RefuseWrites && IsRead(context.Request.Method))
            || ProbeVerdict.MayServe(ProbeVerdict.WorstOf(_guards.All))
            || _served.Value.Contains(context.Request)
            ? next(context)
            : RefuseAsync(context, Refusing);
    }

    private Task RefuseAsync(HttpContext context, byte[] problem)
    {
        var response = context.Response;
        response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        response.ContentType = ProblemJson;
        response.ContentLength = problem.Length;
        response.Headers.RetryAfter = _retryAfter;
        response.Headers.CacheControl = "no-store";
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : response.Body.WriteAsync(problem, 0, problem.Length, context.RequestAborted);
    }

    private static bool IsRead(string method) =>
        HttpMethods.IsGet(method)
        || HttpMethods.IsHead(method)
        || HttpMethods.IsOptions(method)
        || HttpMethods.IsTrace(method)
        || method.Equals("QUERY", StringComparison.OrdinalIgnoreCase);

    /// <summary>Writes problem details (RFC 9457).</summary>
    private static byte[] Problem(string title, string detail)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writer.WriteString("type", "https://tools.ietf.org/html/rfc9110#section-15.6.4");
            writer.WriteString("title", title);
            writer.WriteNumber("status", StatusCodes.Status503ServiceUnavailable);
            writer.WriteString("detail", detail);
            writer.WriteEndObject();
        }

        return stream.ToArray();
    }
}
