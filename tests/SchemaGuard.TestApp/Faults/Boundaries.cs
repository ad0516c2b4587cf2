using System.Diagnostics;

namespace SchemaGuard.TestApp.Faults;

/// <summary>Ends the process at each boundary that it reaches for the first time, as the kernel does when memory runs out.</summary>
/// <remarks>Safe for several threads: connections may be used at the same time.</remarks>
internal sealed class Boundaries
{
    private const int ShownLength = 60;
    private readonly Lock _lock = new();
    private readonly string _file;
    private readonly ulong _stride;
    private readonly HashSet<string> _passed;

    /// <summary>Reads the boundaries that were reached before.</summary>
    /// <param name="file">The file that lists them, one a line; it need not exist.</param>
    /// <param name="stride">One in so many boundaries kills, chosen by its hash.</param>
    public Boundaries(string file, ulong stride)
    {
        _file = file;
        _stride = Math.Max(stride, 1);
        _passed = File.Exists(file) ? [.. File.ReadLines(file).Select(Identity)] : [];
    }

    /// <summary>Is called when nothing of the action has been sent.</summary>
    public void Before(FaultKey key) => Reach("before", key);

    /// <summary>Is called when the server has said that the action is done.</summary>
    public void After(FaultKey key) => Reach("after", key);

    private void Reach(string place, FaultKey key)
    {
        lock (_lock)
        {
            var hash = key.HashAt(place);
            var identity = $"{place} {hash:x12}";
            if (hash % _stride != 0 || !_passed.Add(identity))
            {
                return;
            }

            // Closing hands the line to the kernel, which outlives the process.
            File.AppendAllText(_file, $"{identity} {Shown(key.Text)}\n");
            using var self = Process.GetCurrentProcess();
            self.Kill();
        }
    }

    private static string Identity(string line) => string.Join(' ', line.Split(' ', 3).Take(2));

    private static string Shown(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= ShownLength ? line : line[..ShownLength];
    }
}
