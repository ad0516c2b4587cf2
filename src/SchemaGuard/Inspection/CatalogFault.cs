using System.Diagnostics.CodeAnalysis;

namespace SchemaGuard.Inspection;

/// <summary>An object that fails when it is used because it refers to something that no longer exists.</summary>
/// <param name="Target">The object.</param>
/// <param name="Message">What is wrong with the object, as a sentence.</param>
/// <param name="Remedy">The command that repairs it, as a sentence.</param>
[Experimental("SG9001")]
public sealed record CatalogFault(SchemaObject Target, string Message, string Remedy);
