namespace SchemaGuard.Providers.InDoubt;

/// <summary>Says how it is settled what became of a statement that a crash has interrupted.</summary>
public enum StatementSettlement
{
    /// <summary>It commits together with its done-mark: it is done, or it has left nothing.</summary>
    Transaction = 0,

    /// <summary>The catalog is asked whether what it makes is there.</summary>
    Catalog = 1,

    /// <summary>It runs again: twice is once.</summary>
    Repetition = 2,

    /// <summary>It runs in a transaction that it may end by itself. If it was undone as a whole it runs again; otherwise a person must look.</summary>
    TransactionOrPerson = 3,

    /// <summary>Nothing tells. A person must look.</summary>
    Person = 4,
}
