namespace SchemaGuard.Specification;

/// <summary>A statement with IF NOT EXISTS and what it may find. Every § stands for the number of the case.</summary>
/// <param name="Statement">The statement.</param>
/// <param name="Same">Statements that create by hand what the statement would create, or more.</param>
/// <param name="Other">Statements that create by hand something else of the same name.</param>
/// <param name="Difference">The difference that is then reported.</param>
/// <param name="Before">Statements that create what the statement needs.</param>
public sealed record SkippedCase(string Statement, string Same, string Other, string Difference, string Before = "");
