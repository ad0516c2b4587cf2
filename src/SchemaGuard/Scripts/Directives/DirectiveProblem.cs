using SchemaGuard.Scripts.Text;

namespace SchemaGuard.Scripts.Directives;

/// <summary>A problem with a directive, and what to write instead.</summary>
/// <param name="Position">Where the directive is in the script.</param>
/// <param name="Message">One or two sentences for people.</param>
internal sealed record DirectiveProblem(TextPosition Position, string Message);
