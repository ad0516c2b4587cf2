namespace SchemaGuard.House.Tests.Sentences;

/// <summary>Is a string literal of a source file.</summary>
/// <param name="Text">What is written between its quotes, with <c>{}</c> for each hole.</param>
/// <param name="File">The file, as people in the repository write it.</param>
/// <param name="Member">The type and the member that it stands in, such as <c>Messages.LockTimeout</c>.</param>
/// <param name="Call">The method that it is an argument of, such as <c>Wording.Of</c>; empty where it is none.</param>
/// <param name="Argument">Which argument, from 0.</param>
internal sealed record SourceString(string Text, string File, string Member, string Call, int Argument)
{
    /// <summary>Gets whether it is a part of a sentence, and not a name or a pattern.</summary>
    public bool IsSentence => Text.Contains(' ', StringComparison.Ordinal) || IsWording;

    /// <summary>Gets whether it is worded for the one reader or the other.</summary>
    public bool IsWording => Call == "Wording.Of";

    /// <summary>Gets whether it is said to those who write an application.</summary>
    public bool IsForApplication => IsWording && Argument == 0;

    /// <summary>Gets whether it is said at the command line only.</summary>
    public bool IsForCommandLine => IsWording && Argument == 1;

    public override string ToString() => $"{File}, {Member}: {Text}";
}
