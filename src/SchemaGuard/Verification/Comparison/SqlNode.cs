namespace SchemaGuard.Verification.Comparison;

/// <summary>An expression in its canonical form, in which parentheses show its grouping and nothing else.</summary>
/// <param name="Text">The canonical text.</param>
internal sealed record SqlNode(string Text)
{
    private static readonly HashSet<string> TextTypes = new(["text", "character varying", "varchar"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets the operator of a chain whose grouping means nothing, such as AND.</summary>
    public string? Chain { get; private init; }

    /// <summary>Gets the elements of an array whose elements are written one by one.</summary>
    public IReadOnlyList<SqlNode>? Elements { get; private init; }

    private bool IsInAnyOrder { get; init; }

    /// <summary>Gets whether the expression is a quoted literal.</summary>
    public bool IsString { get; init; }

    /// <summary>Gets whether the expression is a literal, with or without a sign and a type.</summary>
    public bool IsConstant { get; init; }

    /// <summary>Returns an operator with its two operands. Chains of AND, and of OR, mean the same however they are grouped.</summary>
    public static SqlNode Infix(SqlNode left, string word, SqlNode right) =>
        word is "and" or "or"
            ? new SqlNode($"({left.Within(word)} {word} {right.Within(word)})") { Chain = word }
            : new SqlNode($"({left.Text} {word} {right.Text})");

    /// <summary>Returns an operator with its only operand.</summary>
    public static SqlNode Single(string text) => new($"({text})");

    /// <summary>Returns an array. An empty one may also be written as a literal followed by its type.</summary>
    /// <param name="elements">The elements.</param>
    /// <param name="inAnyOrder">Whether their order means nothing, as after ANY.</param>
    public static SqlNode Array(IReadOnlyList<SqlNode> elements, bool inAnyOrder)
    {
        if (elements.Count == 0)
        {
            return new SqlNode("'{}'") { IsConstant = true };
        }

        var sorted = inAnyOrder ? [.. InAnyOrder(elements)] : elements;
        return new SqlNode($"array[{string.Join(", ", sorted.Select(element => element.Text))}]")
        {
            Elements = sorted,
            IsInAnyOrder = inAnyOrder,
        };
    }

    /// <summary>
    /// Returns a cast. The cast of a literal to a text type without a length means nothing. The cast of an array is that of its elements: a
    /// server moves it when a dump is restored.
    /// </summary>
    public SqlNode As(string type) =>
        Elements is { } elements && type.EndsWith("[]", StringComparison.Ordinal)
            ? Array([.. elements.Select(element => element.As(element.Elements is null ? type[..^2] : type))], IsInAnyOrder)
        : IsString && TextTypes.Contains(type) ? this
        : new SqlNode($"{Text}::{type}") { IsConstant = IsConstant };

    /// <summary>Returns a list whose order means nothing, sorted if it contains only literals.</summary>
    public static IEnumerable<SqlNode> InAnyOrder(IReadOnlyList<SqlNode> nodes) =>
        nodes.All(node => node.IsConstant) ? nodes.OrderBy(node => node.Text, StringComparer.Ordinal) : nodes;

    private string Within(string chain) => Chain == chain ? Text[1..^1] : Text;
}
