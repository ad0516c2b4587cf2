using SchemaGuard.Scripts.Dialects;
using SchemaGuard.Scripts.Lexing;

namespace SchemaGuard.Scripts.Splitting;

/// <summary>Follows one statement, token by token, and answers whether a semicolon ends it. Constant state whatever the nesting.</summary>
internal struct CompoundTracker(CompoundGrammar grammar)
{
    private StoredProgramTracker _storedProgram;
    private AtomicBodyTracker _atomicBody;
    private TriggerBodyTracker _triggerBody;

    /// <summary>Forgets the statement before.</summary>
    public void Reset()
    {
        _storedProgram = default;
        _atomicBody = default;
        _triggerBody = default;
    }

    /// <summary>Takes the next significant token of the statement.</summary>
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

    /// <summary>Takes a semicolon.</summary>
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
