using SchemaGuard.AspNetCore.Status.Views;

namespace SchemaGuard.AspNetCore.Status.Html;

/// <summary>The tables that are required, and those that are there besides, with their sizes.</summary>
internal static class TablesSection
{
    private const int Most = 200;

    public static void Write(HtmlWriter html, IReadOnlyList<TableView> tables)
    {
        if (tables.Count == 0)
        {
            return;
        }

        html.Write($"<section aria-labelledby=\"tables\"><h2 id=\"tables\">Tables <span class=\"count\">{tables.Count}</span></h2>");
        var isMeasured = tables.Any(table => table.Rows is not null || table.Bytes is not null);
        Marks.BeginTable(
            html,
            isMeasured ? "Tables required and found; rows and sizes are estimates of the server" : "Tables required and found"
        );
        html.Write($"<thead><tr><th scope=\"col\">Table</th><th scope=\"col\">State</th>");
        if (isMeasured)
        {
            html.Write($"<th scope=\"col\" class=\"number\">Rows</th><th scope=\"col\" class=\"number\">Size</th>");
        }

        html.Write($"</tr></thead><tbody>");
        foreach (var table in tables.Take(Most))
        {
            html.Write($"<tr><th scope=\"row\"><code>{table.Name}</code></th><td>");
            Marks.WriteWord(html, ChecksSection.ToneOf(table.Holds), table.Word);
            html.Write($"</td>");
            if (isMeasured)
            {
                html.Write($"<td class=\"number\">{(table.Rows is { } rows ? $"≈ {Quantities.Number(rows)}" : "")}</td>");
                html.Write($"<td class=\"number\">{(table.Bytes is { } bytes ? Quantities.Bytes(bytes) : "")}</td>");
            }

            html.Write($"</tr>");
        }

        Marks.EndTable(html);
        if (tables.Count > Most)
        {
            html.Write($"<p class=\"more\">And {Quantities.Count(tables.Count - Most, "more table")}.</p>");
        }

        html.Write($"</section>");
    }
}
