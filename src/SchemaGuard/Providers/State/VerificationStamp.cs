using System.Diagnostics.CodeAnalysis;

namespace SchemaGuard.Providers.State;

/// <summary>
/// The record that a build found everything as expected. As long as all three values are unchanged, the same build need not look again.
/// </summary>
/// <param name="Expectation">The digest of the build's migrations and requirements.</param>
/// <param name="Chain">The chain value of the history's head.</param>
/// <param name="DriftToken">The catalog's drift token.</param>
[Experimental("SG9001")]
public sealed record VerificationStamp(string Expectation, string Chain, string DriftToken)
{
    private const char Separator = '#';

    /// <summary>
    /// Gets the witness that was stored beside the token (<see cref="DatabaseState.Witness"/>); <see langword="null"/> if there was none.
    /// </summary>
    public string? Witness { get; init; }

    /// <summary>Reads a stamp whose token may be stored with a witness beside it.</summary>
    /// <param name="expectation">The digest of the build's migrations and requirements.</param>
    /// <param name="chain">The chain value of the history's head.</param>
    /// <param name="stored">The token as it is stored.</param>
    public static VerificationStamp Read(string expectation, string chain, string stored) =>
        stored.IndexOf(Separator, StringComparison.Ordinal) is >= 0 and var end
            ? new VerificationStamp(expectation, chain, stored[..end]) { Witness = stored[(end + 1)..] }
            : new VerificationStamp(expectation, chain, stored);

    /// <summary>Gets the token as it is stored, with the witness if there is one.</summary>
    internal string StoredToken => Witness is null ? DriftToken : $"{DriftToken}{Separator}{Witness}";

    /// <summary>Determines whether a build has verified the catalog and the history as they are now.</summary>
    internal bool Holds(string expectation, DatabaseState state) =>
        (Expectation, Chain, DriftToken) == (expectation, state.Head.Chain, state.DriftToken);
}
