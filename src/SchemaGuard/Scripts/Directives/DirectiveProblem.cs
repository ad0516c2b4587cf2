using SchemaGuard.Scripts.Text;

namespace SchemaGuard.Scripts.Directives;

/// <summary>Says what is wrong with a directive and what to write instead.</summary>
/// <param name="Position">Where in the script it stands.</param>
/// <param name="Message">One or two sentences for people.</param>
internal sealed record DirectiveProblem(TextPosition Position, string Message);
