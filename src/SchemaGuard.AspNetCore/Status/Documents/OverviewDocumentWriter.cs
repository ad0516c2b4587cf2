using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using SchemaGuard.AspNetCore.Status.Reading;

namespace SchemaGuard.AspNetCore.Status.Documents;

/// <summary>
/// The writer of the JSON document: an envelope, and in it for each guard the documents that the command line publishes as <c>check</c> and
/// <c>status</c>.
/// </summary>
internal sealed class OverviewDocumentWriter(ISchemaGate gate)
{
    private const string Format = "schemaguard/overview/1";
    private static readonly JsonWriterOptions Readable = new()
    {
        Indented = true,
        NewLine = "\n",
        // It is served as JSON, and never sniffed as HTML.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes the document about some guards.</summary>
    public ReadOnlyMemory<byte> Write(IReadOnlyList<(ISchemaGuard Guard, GuardReading Reading)> guards) =>
        Write(json =>
        {
            json.WriteStartArray("guards");
            foreach (var (guard, reading) in guards)
            {
                WriteGuard(json, guard, reading);
            }

            json.WriteEndArray();
        });

    /// <summary>Writes the document where the guards could not be made.</summary>
    public ReadOnlyMemory<byte> Write(SchemaGuardConfigurationException exception) =>
        Write(json =>
        {
            WriteText(json, "problem", exception.Message);
            json.WriteStartArray("guards");
            json.WriteEndArray();
        });

    private ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> writeGuards)
    {
        var buffer = new ArrayBufferWriter<byte>(initialCapacity: 16_384);
        using (var json = new Utf8JsonWriter(buffer, Readable))
        {
            json.WriteStartObject();
            json.WriteString("schema", Format);
            WriteGate(json);
            writeGuards(json);
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private void WriteGate(Utf8JsonWriter json)
    {
        json.WriteStartObject("gate");
        json.WriteString("state", WordOf(gate.State));
        if (gate.Refusal is { } refusal)
        {
            WriteText(json, "guard", refusal.Guard);
            json.WriteNumber("exitCode", refusal.ExitCode);
            WriteText(json, "meaning", refusal.Meaning);
        }

        json.WriteEndObject();
    }

    private static void WriteGuard(Utf8JsonWriter json, ISchemaGuard guard, GuardReading reading)
    {
        var report = guard.LastReport;
        json.WriteStartObject();
        WriteText(json, "guard", guard.Name);
        json.WriteString("state", WordOf(report?.State ?? SchemaState.Unknown));
        WriteMoment(json, "failingSince", report?.FailingSince);
        WriteActivity(json, guard.Activity, reading.Progress);
        WriteDocument(json, "check", report is null ? null : SchemaDocuments.OfReport("check", report));
        WriteDocument(json, "status", reading.Status is { } status ? SchemaDocuments.OfStatus(status) : null);
        WriteMoment(json, "statusReadAt", reading.ReadAt);
        WriteText(json, "problem", reading.Problem);
        WriteMoment(json, "problemSince", reading.FailingSince);
        WriteTables(json, reading.Tables);
        json.WriteEndObject();
    }

    private static void WriteActivity(Utf8JsonWriter json, GuardActivity activity, StatementProgress? server)
    {
        json.WriteStartObject("activity");
        json.WriteString("kind", WordOf(activity.Kind));
        WriteMoment(json, "since", activity.Since);
        WriteText(json, "waitingFor", activity.WaitingFor);
        if (activity.Progress is { } progress)
        {
            WriteText(json, "module", progress.Module);
            WriteText(json, "migration", progress.Migration);
            json.WriteNumber("number", progress.Number);
            json.WriteNumber("count", progress.Count);
            json.WriteNumber("statement", progress.Statement);
            json.WriteNumber("statements", progress.Statements);
            WriteMoment(json, "statementSince", activity.ProgressSince);
        }

        if (server is not null)
        {
            WriteText(json, "serverPhase", server.Phase);
            if (server.Share is { } share)
            {
                json.WriteNumber("serverShare", share);
            }
        }

        json.WriteEndObject();
    }

    private static void WriteTables(Utf8JsonWriter json, IReadOnlyList<TableStatistics>? tables)
    {
        if (tables is null)
        {
            return;
        }

        json.WriteStartArray("tables");
        foreach (var table in tables)
        {
            json.WriteStartObject();
            WriteText(json, "table", table.Table);
            json.WriteBoolean("required", table.IsRequired);
            json.WriteBoolean("exists", table.Exists);
            WriteNumber(json, "estimatedRows", table.EstimatedRows);
            WriteNumber(json, "sizeInBytes", table.SizeInBytes);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteDocument(Utf8JsonWriter json, string name, string? document)
    {
        if (document is not null)
        {
            json.WritePropertyName(name);
            json.WriteRawValue(document);
        }
    }

    private static void WriteText(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
        {
            json.WriteString(name, PrintableText.Lines(text));
        }
    }

    private static void WriteMoment(Utf8JsonWriter json, string name, DateTimeOffset? moment)
    {
        if (moment is { } at)
        {
            json.WriteString(name, at);
        }
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, long? number)
    {
        if (number is { } known)
        {
            json.WriteNumber(name, known);
        }
    }

    private static string WordOf<TEnum>(TEnum value)
        where TEnum : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
