namespace SchemaGuard.Configuration;

/// <summary>All problems of one guard, to be reported together, and the first unexpected exception.</summary>
internal sealed class GuardProblems
{
    /// <summary>Gets the sentences. Callers add to this list.</summary>
    public List<string> Sentences { get; } = [];

    /// <summary>Gets the first exception that the application's code threw. Its stack trace shows the place.</summary>
    public Exception? Cause { get; private set; }

    /// <summary>Adds the sentence about an exception.</summary>
    public void Add(string sentence, Exception cause)
    {
        Sentences.Add(sentence);
        Cause ??= cause;
    }

    /// <summary>Creates the exception that refuses the start.</summary>
    public SchemaGuardConfigurationException ToException(string guard) => SchemaGuardConfigurationException.Of(guard, Sentences, Cause);
}
