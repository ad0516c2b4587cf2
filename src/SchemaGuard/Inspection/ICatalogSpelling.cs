using System.Diagnostics.CodeAnalysis;
using SchemaGuard.Scripts.Dialects;

namespace SchemaGuard.Inspection;

/// <summary>How a product writes and compares what its catalog holds. Pure: no connection. Implementations are thread-safe.</summary>
[Experimental("SG9001")]
public interface ICatalogSpelling
{
    /// <summary>Gets the lexical rules by which scripts are split.</summary>
    LexicalRules LexicalRules { get; }

    /// <summary>Gets the comparer by which the catalog compares identifiers.</summary>
    StringComparer IdentifierComparer { get; }

    /// <summary>Returns the one spelling of a type that the inspector uses: <c>int</c> and <c>integer</c> are the same type.</summary>
    /// <param name="type">The type as people write it.</param>
    string CanonicalType(string type);

    /// <summary>Gets whether the catalog keeps definitions as they were written; other servers rewrite them from their parsed form.</summary>
    bool KeepsText => false;
}
