using System.Diagnostics.CodeAnalysis;

namespace SchemaGuard.Providers.InDoubt;

/// <summary>Is what the catalog says of a statement whose run was interrupted.</summary>
/// <param name="Verdict">Whether it took effect.</param>
/// <param name="Explanation">Where the catalog does not tell: what was there before and what is there now; otherwise what was put right. A sentence without its full stop.</param>
[Experimental("SG9001")]
public sealed record InDoubtSettlement(InDoubtVerdict Verdict, string? Explanation = null);
