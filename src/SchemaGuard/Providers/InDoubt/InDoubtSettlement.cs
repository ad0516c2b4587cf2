using System.Diagnostics.CodeAnalysis;

namespace SchemaGuard.Providers.InDoubt;

/// <summary>The catalog's answer about a statement whose run was interrupted.</summary>
/// <param name="Verdict">Whether the statement took effect.</param>
/// <param name="Explanation">
/// If the catalog does not tell, what was there before and what is there now; otherwise what was repaired. A sentence without its full stop.
/// </param>
[Experimental("SG9001")]
public sealed record InDoubtSettlement(InDoubtVerdict Verdict, string? Explanation = null);
