using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace SchemaGuard.Scripts.Text;

/// <summary>The line and column of a character, as people count them.</summary>
/// <param name="Line">Line, counted from 1; LF, CR and CRLF each end one.</param>
/// <param name="Column">Column, counted from 1 in UTF-16 code units; a tab counts as one.</param>
[StructLayout(LayoutKind.Auto)]
[Experimental("SG9001")]
public readonly record struct TextPosition(int Line, int Column)
{
    /// <summary>Returns <c>line 3, column 14</c>.</summary>
    public override string ToString() => string.Create(null, $"line {Line}, column {Column}");
}
