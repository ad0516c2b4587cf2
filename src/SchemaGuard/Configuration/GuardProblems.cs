namespace SchemaGuard.Configuration;

/// <summary>Gathers everything that is wrong with one guard, so that it is told at once, and what was thrown first that nobody foresaw.</summary>
internal sealed class GuardProblems
{
    /// <summary>Gets the sentences, for those who add to them.</summary>
    public List<string> Sentences { get; } = [];

    /// <summary>Gets what code of the application has thrown first; its stack trace names the place.</summary>
    public Exception? Cause { get; private set; }

    /// <summary>Adds the sentence about an exception.</summary>
    public void Add(string sentence, Exception cause)
    {
        Sentences.Add(sentence);
        Cause ??= cause;
    }

    /// <summary>Makes the refusal.</summary>
    public SchemaGuardConfigurationException ToException(string guard) => SchemaGuardConfigurationException.Of(guard, Sentences, Cause);
}
