using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace SchemaGuard.AspNetCore.Status;

/// <summary>
/// The choice of the form that a client asks for. Browsers name <c>text/html</c>; a client that names nothing, as curl does, gets JSON.
/// </summary>
internal static class StatusNegotiation
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");
    private static readonly MediaTypeHeaderValue Html = new("text/html");

    /// <summary>Returns the form to serve; <see langword="null"/> if the client accepts neither.</summary>
    public static StatusFormat? Choose(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var ranges) || ranges is not { Count: > 0 })
        {
            return StatusFormat.Json;
        }

        var (json, html) = (Find(ranges, Json), Find(ranges, Html));
        if (json.Quality <= 0 && html.Quality <= 0)
        {
            return null;
        }

        if (Math.Abs(json.Quality - html.Quality) > double.Epsilon)
        {
            return json.Quality > html.Quality ? StatusFormat.Json : StatusFormat.Html;
        }

        // Equally welcome: the one that is named more exactly, then the one that is named first.
        return html.Precision > json.Precision || (html.Precision == json.Precision && html.Place < json.Place)
            ? StatusFormat.Html
            : StatusFormat.Json;
    }

    /// <summary>Finds what the most exact range that contains a type says of it.</summary>
    private static (double Quality, int Precision, int Place) Find(IList<MediaTypeHeaderValue> ranges, MediaTypeHeaderValue type)
    {
        var found = (Quality: 0d, Precision: -1, Place: int.MaxValue);
        for (var place = 0; place < ranges.Count; place++)
        {
            var range = ranges[place];
            var precision =
                range.MatchesAllTypes ? 0
                : range.MatchesAllSubTypes ? 1
                : 2;
            if (precision > found.Precision && Contains(range, type))
            {
                found = (range.Quality ?? 1, precision, place);
            }
        }

        return found;
    }

    private static bool Contains(MediaTypeHeaderValue range, MediaTypeHeaderValue type) =>
        range.MatchesAllTypes
        || (
            range.Type.Equals(type.Type, StringComparison.OrdinalIgnoreCase)
            && (range.MatchesAllSubTypes || range.SubType.Equals(type.SubType, StringComparison.OrdinalIgnoreCase))
        );
}
