namespace SchemaGuard.AspNetCore.Status.Views;

/// <summary>A verdict in words.</summary>
/// <param name="Tone">How it is shown.</param>
/// <param name="Word">The verdict in a word or two.</param>
/// <param name="Sentence">The verdict in a sentence.</param>
/// <param name="Detail">What else must be known to judge it; <see langword="null"/> if nothing.</param>
internal sealed record VerdictView(Tone Tone, string Word, string Sentence, string? Detail = null);
