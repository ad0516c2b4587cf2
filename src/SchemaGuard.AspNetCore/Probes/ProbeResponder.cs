using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace SchemaGuard.AspNetCore.Probes;

/// <summary>
/// The answers to probes, for the application's endpoints and for the listener that answers while migrations run. They come from memory. While the gate is
/// closed they say how far it is; afterwards they are one word.
/// </summary>
internal sealed class ProbeResponder(
    ISchemaGate gate,
    ISchemaGuards guards,
    ProgressDocumentWriter progress,
    IOptions<RequestGateOptions> requests
)
{
    private const string PlainText = "text/plain; charset=utf-8";
    private const string Json = "application/json; charset=utf-8";
    private static readonly ReadOnlyMemory<byte> Alive = Encoding.UTF8.GetBytes("Alive");
    private static readonly ReadOnlyMemory<byte> Started = Encoding.UTF8.GetBytes("Started");
    private static readonly ReadOnlyMemory<byte>[] Words =
    [
        .. Enum.GetNames<SchemaState>().Select(name => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(name)),
    ];

    /// <summary>Creates a responder for the guards of a container, which need not have been told of this package before.</summary>
    public static ProbeResponder Of(IServiceProvider services)
    {
        var (gate, guards) = (services.GetRequiredService<ISchemaGate>(), services.GetRequiredService<ISchemaGuards>());
        var options = services.GetRequiredService<IOptions<SchemaGuardProbeOptions>>();
        var time = services.GetService<TimeProvider>() ?? TimeProvider.System;
        return new ProbeResponder(
            gate,
            guards,
            new ProgressDocumentWriter(gate, guards, options, time),
            services.GetRequiredService<IOptions<RequestGateOptions>>()
        );
    }

    /// <summary>Answers a probe.</summary>
    /// <param name="context">The request.</param>
    /// <param name="probe">The question.</param>
    /// <param name="isListening">Whether the application itself listens. Until it does, an open gate is no reason to send requests to it.</param>
    public Task AnswerAsync(HttpContext context, ProbeKind probe, bool isListening = true)
    {
        if (probe == ProbeKind.Live)
        {
            return WriteAsync(context, StatusCodes.Status200OK, PlainText, Alive);
        }

        if (!isListening || gate.State != SchemaGateState.Open)
        {
            return WriteAsync(context, StatusCodes.Status503ServiceUnavailable, Json, progress.Write());
        }

        if (probe == ProbeKind.Startup)
        {
            return WriteAsync(context, StatusCodes.Status200OK, PlainText, Started);
        }

        var state = ProbeVerdict.WorstOf(guards.All);
        var isReady = ProbeVerdict.MayServe(state) || requests.Value.WhenUnhealthy == UnhealthyPolicy.ServeAll;
        return WriteAsync(
            context,
            isReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable,
            PlainText,
            Words[(int)state]
        );
    }

    private static Task WriteAsync(HttpContext context, int status, string type, ReadOnlyMemory<byte> body)
    {
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = type;
        response.ContentLength = body.Length;
        response.Headers.CacheControl = "no-store, no-cache";
        response.Headers.Pragma = "no-cache";
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }
}
