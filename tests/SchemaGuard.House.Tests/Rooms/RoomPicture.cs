namespace SchemaGuard.House.Tests.Rooms;

/// <summary>
/// The approved picture of a project's rooms: a line for each folder, from the ground up, with the folders that it uses behind an arrow.
/// </summary>
internal sealed class RoomPicture
{
    private const string Arrow = " -> ";
    private readonly List<(string Room, string[] Uses)> _rooms;

    private RoomPicture(IEnumerable<(string Room, string[] Uses)> rooms) => _rooms = [.. rooms];

    public static RoomPicture Parse(string text) =>
        new(
            text.ReplaceLineEndings("\n")
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Where(line => !line.StartsWith('#'))
                .Select(line => line.Split(Arrow))
                .Select(parts => (parts[0].Trim(), parts.Length > 1 ? parts[1].Split(' ', StringSplitOptions.RemoveEmptyEntries) : []))
        );

    /// <summary>Draws the picture of what is used, in the order of this one; rooms that it does not know come last.</summary>
    public RoomPicture Drawn(IReadOnlyList<SourceUse> uses, IEnumerable<string> rooms)
    {
        var order = _rooms.Select(room => room.Room).ToList();
        var all = rooms.Distinct(StringComparer.Ordinal).ToList();
        return new(
            order
                .Where(all.Contains)
                .Concat(all.Except(order, StringComparer.Ordinal).Order(StringComparer.Ordinal))
                .Select(room =>
                    (room, UsesOf(uses, room).Order(Comparer<string>.Create((x, y) => Place(order, x) - Place(order, y))).ToArray())
                )
        );
    }

    /// <summary>Finds the uses that go against the order of the picture. As each room may use only those before it, no circle passes.</summary>
    public IEnumerable<string> FindUpward(IReadOnlyList<SourceUse> uses)
    {
        var order = _rooms.Select(room => room.Room).ToList();
        return uses.Where(use => use.UsedRoom is { } used && used != use.Room && Place(order, used) >= Place(order, use.Room))
            .Select(use => $"{use}, which is in a room above it");
    }

    public override string ToString() =>
        string.Concat(
            _rooms.Select(room => (room.Uses.Length == 0 ? room.Room : $"{room.Room}{Arrow}{string.Join(' ', room.Uses)}") + "\n")
        );

    private static IEnumerable<string> UsesOf(IReadOnlyList<SourceUse> uses, string room) =>
        uses.Where(use => use.Room == room && use.UsedRoom is not null && use.UsedRoom != room)
            .Select(use => use.UsedRoom!)
            .Distinct(StringComparer.Ordinal);

    private static int Place(List<string> order, string room) => order.IndexOf(room) is var place and >= 0 ? place : int.MaxValue / 2;
}
