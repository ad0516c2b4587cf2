using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace SchemaGuard.Inspection;

/// <summary>Is one property of an object of the catalog. One that has its usual value, such as an index that is not unique, is left out.</summary>
/// <param name="Name">Its name, one of <see cref="AspectNames"/>.</param>
/// <param name="Value">Its value in the provider's canonical spelling; <c>true</c> and <c>false</c> for what holds or does not.</param>
[Experimental("SG9001")]
[StructLayout(LayoutKind.Auto)]
public readonly record struct SchemaAspect(string Name, string Value);
