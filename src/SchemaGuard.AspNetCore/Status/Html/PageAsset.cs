using System.Security.Cryptography;
using System.Text;

namespace SchemaGuard.AspNetCore.Status.Html;

/// <summary>A text that is part of this package and stands in the page as it is: the style sheet, and the script of the copy buttons.</summary>
internal sealed class PageAsset
{
    private PageAsset(string name)
    {
        using var stream = typeof(PageAsset).Assembly.GetManifestResourceStream($"SchemaGuard.AspNetCore.Status.Assets.{name}")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);

        // A browser reads CR LF as LF before it compares the hash.
        Text = reader.ReadToEnd().ReplaceLineEndings("\n");
        Source = $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Text)))}'";
    }

    public static PageAsset Style { get; } = new("status.css");

    public static PageAsset Script { get; } = new("copy.js");

    /// <summary>Gets the text.</summary>
    public string Text { get; }

    /// <summary>Gets the expression that allows this text, and no other, in a content security policy.</summary>
    public string Source { get; }
}
