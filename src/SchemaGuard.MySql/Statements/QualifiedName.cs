using System.Runtime.InteropServices;
using SchemaGuard.Scripts.Text;

namespace SchemaGuard.MySql.Statements;

/// <summary>A name in a statement.</summary>
/// <param name="Database">The database it names, if it names one.</param>
/// <param name="Name">The bare name.</param>
/// <param name="Place">The position of both.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct QualifiedName(string? Database, string Name, TextRange Place);
