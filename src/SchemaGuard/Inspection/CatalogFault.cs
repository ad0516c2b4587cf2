using System.Diagnostics.CodeAnalysis;

namespace SchemaGuard.Inspection;

/// <summary>Tells of an object that refers to what is gone, so that its use fails.</summary>
/// <param name="Target">The object.</param>
/// <param name="Message">What is wrong with it, as a sentence.</param>
/// <param name="Remedy">The command that mends it, as a sentence.</param>
[Experimental("SG9001")]
public sealed record CatalogFault(SchemaObject Target, string Message, string Remedy);
