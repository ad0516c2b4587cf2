using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using SchemaGuard.AspNetCore.Health;

namespace SchemaGuard;

/// <summary>
/// The writer of all health checks as JSON, for <c>HealthCheckOptions.ResponseWriter</c> of <c>MapHealthChecks</c>. The format is that of the client of
/// HealthChecks UI (package AspNetCore.HealthChecks.UI.Client 9), which can read it. The entry of the schema has in its data the state, the head of the
/// history, what is pending, the number of findings by code, and the age of the verdict.
/// </summary>
/// <remarks>What an exception of a health check says is withheld: drivers put hosts and users into it.</remarks>
public static class SchemaHealthResponseWriter
{
    /// <summary>Writes a report as the response.</summary>
    /// <param name="context">The request.</param>
    /// <param name="report">The report of all health checks.</param>
    public static async Task WriteAsync(HttpContext context, HealthReport report)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(report);
        context.Response.ContentType = "application/json; charset=utf-8";
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            HealthReportJson.Write(writer, report);
        }

        context.Response.ContentLength = buffer.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context
                .Response.Body.WriteAsync(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), context.RequestAborted)
                .ConfigureAwait(false);
        }
    }
}
