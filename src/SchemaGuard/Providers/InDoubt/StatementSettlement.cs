namespace SchemaGuard;

/// <summary>The ways to settle whether a statement interrupted by a crash took effect.</summary>
public enum StatementSettlement
{
    /// <summary>It commits together with its done-mark: it is either done or has left nothing.</summary>
    Transaction = 0,

    /// <summary>The catalog is asked whether what it creates exists.</summary>
    Catalog = 1,

    /// <summary>It runs again: running it twice has the effect of running it once.</summary>
    Repetition = 2,

    /// <summary>
    /// It runs in a transaction that it may end by itself. If it was rolled back as a whole it runs again; otherwise a person must look.
    /// </summary>
    TransactionOrPerson = 3,

    /// <summary>Nothing can tell. A person must look.</summary>
    Person = 4,
}
