using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace SchemaGuard.Scripts.Text;

/// <summary>A part of a text.</summary>
/// <param name="Offset">Offset of its first UTF-16 code unit.</param>
/// <param name="Length">Its length in UTF-16 code units; 0 when it is empty.</param>
[StructLayout(LayoutKind.Auto)]
[Experimental("SG9001")]
public readonly record struct TextRange(int Offset, int Length);
