using System.Collections;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace SchemaGuard.AspNetCore.Health;

/// <summary>A report of health checks in the JSON of the client of HealthChecks UI.</summary>
internal static class HealthReportJson
{
    private const string Withheld = "Exception Occurred.";

    public static void Write(Utf8JsonWriter writer, HealthReport report)
    {
        writer.WriteStartObject();
        writer.WriteString("status", report.Status.ToString());
        writer.WriteString("totalDuration", report.TotalDuration.ToString());
        writer.WriteStartObject("entries");
        foreach (var (name, entry) in report.Entries)
        {
            writer.WriteStartObject(name);
            Write(writer, entry);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, HealthReportEntry entry)
    {
        writer.WriteStartObject("data");
        foreach (var (key, value) in entry.Data)
        {
            writer.WritePropertyName(key);
            Write(writer, value);
        }

        writer.WriteEndObject();

        // The health check service makes an exception's message the description.
        var description =
            entry.Exception is { } exception
            && (entry.Description is null || entry.Description.Contains(exception.Message, StringComparison.Ordinal))
                ? Withheld
                : entry.Description;
        if (description is not null)
        {
            writer.WriteString("description", description);
        }

        writer.WriteString("duration", entry.Duration.ToString());
        if (entry.Exception is not null)
        {
            writer.WriteString("exception", Withheld);
        }

        writer.WriteString("status", entry.Status.ToString());
        writer.WriteStartArray("tags");
        foreach (var tag in entry.Tags)
        {
            writer.WriteStringValue(tag);
        }

        writer.WriteEndArray();
    }

    /// <summary>Writes a value as the serializer would; one of a type that is not foreseen as its text.</summary>
    private static void Write(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case sbyte or byte or short or ushort or int or uint or long or ulong or decimal:
                writer.WriteNumberValue(Convert.ToDecimal(value, CultureInfo.InvariantCulture));
                break;
            case double number when double.IsFinite(number):
                writer.WriteNumberValue(number);
                break;
            case float number when float.IsFinite(number):
                writer.WriteNumberValue(number);
                break;
            case DateTime time:
                writer.WriteStringValue(time);
                break;
            case DateTimeOffset time:
                writer.WriteStringValue(time);
                break;
            case IDictionary pairs:
                WritePairs(writer, pairs);
                break;
            case IEnumerable items:
                WriteItems(writer, items);
                break;
            default:
                writer.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
        }
    }

    private static void WritePairs(Utf8JsonWriter writer, IDictionary pairs)
    {
        writer.WriteStartObject();
        foreach (DictionaryEntry pair in pairs)
        {
            writer.WritePropertyName(Convert.ToString(pair.Key, CultureInfo.InvariantCulture) ?? "");
            Write(writer, pair.Value);
        }

        writer.WriteEndObject();
    }

    private static void WriteItems(Utf8JsonWriter writer, IEnumerable items)
    {
        writer.WriteStartArray();
        foreach (var item in items)
        {
            Write(writer, item);
        }

        writer.WriteEndArray();
    }
}
