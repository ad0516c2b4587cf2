using Spectre.Console;
using Spectre.Console.Rendering;

namespace SchemaGuard.CommandLine.Rendering;

/// <summary>A hook that makes every text safe for the terminal, whatever its origin. The console's own control codes pass.</summary>
internal sealed class PrintableHook : IRenderHook
{
    public IEnumerable<IRenderable> Process(RenderOptions options, IEnumerable<IRenderable> renderables) =>
        renderables.Select(inner => new Printable(inner));

    private sealed class Printable(IRenderable inner) : IRenderable
    {
        public Measurement Measure(RenderOptions options, int maxWidth) => inner.Measure(options, maxWidth);

        public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) =>
            inner
                .Render(options, maxWidth)
                .Select(segment =>
                    segment.IsControlCode || segment.IsLineBreak ? segment : new Segment(PrintableText.Lines(segment.Text), segment.Style)
                );
    }
}
