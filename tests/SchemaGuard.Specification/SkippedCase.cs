namespace SchemaGuard.Specification;

/// <summary>Is a statement with IF NOT EXISTS and what it may find. Every § stands for the number of the case.</summary>
/// <param name="Statement">The statement.</param>
/// <param name="Same">Makes by hand what the statement would make, or more.</param>
/// <param name="Other">Makes by hand another thing of the name.</param>
/// <param name="Difference">What is then told.</param>
/// <param name="Before">Makes what the statement needs.</param>
public sealed record SkippedCase(string Statement, string Same, string Other, string Difference, string Before = "");
