using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace SchemaGuard.Inspection;

/// <summary>One property of an object in the catalog. Default values, such as that an index is not unique, are left out.</summary>
/// <param name="Name">The name of the aspect, one of <see cref="AspectNames"/>.</param>
/// <param name="Value">The value in the provider's canonical spelling; <c>true</c> or <c>false</c> for what holds or does not.</param>
[Experimental("SG9001")]
[StructLayout(LayoutKind.Auto)]
public readonly record struct SchemaAspect(string Name, string Value);
