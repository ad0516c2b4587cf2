using SchemaGuard.Scripts.Dialects;
using SchemaGuard.Scripts.Lexing;

namespace SchemaGuard.Scripts.Splitting;

/// <summary>
/// A tracker that follows one statement token by token and determines whether a semicolon ends it. Its size is constant, however deep the
/// nesting.
/// </summary>
internal struct CompoundTracker(CompoundGrammar grammar)
{
    private StoredProgramTracker _storedProgram;
    private AtomicBodyTracker _atomicBody;
    private TriggerBodyTracker _triggerBody;

    /// <summary>Discards the state of the previous statement.</summary>
    public void Reset()
    {
        _storedProgram = default;
        _atomicBody = default;
        _triggerBody = default;
    }

    /// <summary>Processes the next significant token of the statement.</summary>
    public void Take(SqlToken token, ReadOnlySpan<char> text)
    {
        switch (grammar)
        {
            case CompoundGrammar.StoredPrograms:
                _storedProgram.Take(token, text);
                break;
            case CompoundGrammar.AtomicBodies:
                _atomicBody.Take(token, text);
                break;
            case CompoundGrammar.TriggerBodies:
                _triggerBody.Take(token, text);
                break;
        }
    }

    /// <summary>Processes a semicolon.</summary>
    /// <returns>Whether it ends the whole statement rather than one inside it.</returns>
    public bool TakeSemicolon() =>
        grammar switch
        {
            CompoundGrammar.StoredPrograms => _storedProgram.TakeSemicolon(),
            CompoundGrammar.AtomicBodies => _atomicBody.EndsAtSemicolon,
            CompoundGrammar.TriggerBodies => _triggerBody.TakeSemicolon(),
            _ => true,
        };
}
