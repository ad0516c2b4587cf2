using System.Runtime.InteropServices;
using SchemaGuard.Scripts;

namespace SchemaGuard.Verification.Comparison;

/// <summary>Follows the tokens of a cast, <c>::character varying(20)[]</c>, to know where it ends.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CastState(CastPart Part)
{
    public static CastState None { get; } = new(CastPart.None);

    /// <summary>Gets whether the last token belonged to a cast.</summary>
    public bool IsInside => Part != CastPart.None;

    /// <summary>Gives the state after a token.</summary>
    public CastState After(SqlTokenKind kind, ReadOnlySpan<char> text, HashSet<string> typeWords)
    {
        if (kind == SqlTokenKind.Operator && text is "::")
        {
            return new CastState(CastPart.Operator);
        }

        return new CastState(
            Part switch
            {
                CastPart.Operator or CastPart.Dot when kind is SqlTokenKind.Word or SqlTokenKind.QuotedName => CastPart.Name,
                CastPart.Name when kind == SqlTokenKind.Dot => CastPart.Dot,
                CastPart.Name when kind == SqlTokenKind.Word && typeWords.GetAlternateLookup<ReadOnlySpan<char>>().Contains(text) =>
                    CastPart.Name,
                CastPart.Name when kind == SqlTokenKind.OpenParenthesis => CastPart.Modifier,
                CastPart.Modifier when kind == SqlTokenKind.CloseParenthesis => CastPart.Name,
                CastPart.Modifier => CastPart.Modifier,
                CastPart.Name when kind == SqlTokenKind.Operator && text is "[" or "[]" => text is "[" ? CastPart.Bracket : CastPart.Name,
                CastPart.Bracket when kind == SqlTokenKind.Operator && text is "]" => CastPart.Name,
                CastPart.Bracket => CastPart.Bracket,
                _ => CastPart.None,
            }
        );
    }
}
