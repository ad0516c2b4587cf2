using System.Diagnostics.CodeAnalysis;

namespace SchemaGuard.Providers;

/// <summary>Says how an object that is there already compares with what a statement was to make of it.</summary>
/// <param name="Description">The object in words, such as <c>table `jobs`</c>.</param>
/// <param name="Differences">What the statement would have given it and it has not, a phrase each; none where it has the statement's shape.</param>
[Experimental("SG9001")]
public sealed record ExistingObject(string Description, IReadOnlyList<string> Differences);
