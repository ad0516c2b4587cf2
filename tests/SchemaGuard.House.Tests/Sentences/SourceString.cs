namespace SchemaGuard.House.Tests.Sentences;

/// <summary>A string literal of a source file.</summary>
/// <param name="Text">The text between its quotes, with <c>{}</c> for each hole.</param>
/// <param name="File">The file, as people in the repository write it.</param>
/// <param name="Member">The type and the member that contain it, such as <c>LockMessages.LockTimeout</c>.</param>
/// <param name="Call">The method that it is an argument of, such as <c>Wording.Of</c>; empty if there is none.</param>
/// <param name="Argument">The argument's index, from 0.</param>
internal sealed record SourceString(string Text, string File, string Member, string Call, int Argument)
{
    /// <summary>Gets whether it is part of a sentence, and not a name or a pattern.</summary>
    public bool IsSentence => Text.Contains(' ', StringComparison.Ordinal) || IsWording;

    /// <summary>Gets whether it is worded for one of the two readers.</summary>
    public bool IsWording => Call == "Wording.Of";

    /// <summary>Gets whether its reader is the developer of an application.</summary>
    public bool IsForApplication => IsWording && Argument == 0;

    /// <summary>Gets whether only the command line shows it.</summary>
    public bool IsForCommandLine => IsWording && Argument == 1;

    public override string ToString() => $"{File}, {Member}: {Text}";
}
