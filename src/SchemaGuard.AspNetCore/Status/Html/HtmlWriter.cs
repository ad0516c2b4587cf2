using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace SchemaGuard.AspNetCore.Status.Html;

/// <summary>
/// The writer of a page. It takes interpolated strings only: what is written in the source is markup, and every value in braces is encoded, so it can be
/// neither markup nor the end of a quoted attribute.
/// </summary>
internal sealed class HtmlWriter
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private readonly StringBuilder _text = new(capacity: 32_768);

    /// <summary>Writes markup with encoded values.</summary>
    /// <param name="template">The markup, which the compiler turns into calls on this writer.</param>
    public void Write([InterpolatedStringHandlerArgument("")] Template template) => _ = template;

    /// <summary>Writes an asset of this package, as it is.</summary>
    public void Write(PageAsset asset) => _text.Append(asset.Text);

    /// <summary>Returns the page in UTF-8.</summary>
    public byte[] ToUtf8() => Encoding.UTF8.GetBytes(_text.ToString());

    public override string ToString() => _text.ToString();

    /// <summary>The parts of an interpolated string, as they are written.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct Template
    {
        private readonly StringBuilder _text;

        public Template(int literalLength, int formattedCount, HtmlWriter writer)
        {
            _ = literalLength + formattedCount;
            _text = writer._text;
        }

        public void AppendLiteral(string markup) => _text.Append(markup);

        public void AppendFormatted(string? value)
        {
            if (value is not null)
            {
                _text.Append(Encoder.Encode(PrintableText.Lines(value)));
            }
        }

        public void AppendFormatted(long value) => _text.Append(value.ToString(CultureInfo.InvariantCulture));

        public void AppendFormatted(double value, string format) => _text.Append(value.ToString(format, CultureInfo.InvariantCulture));
    }
}
