namespace SchemaGuard.Scripts.Directives;

/// <summary>Says how a script wants to be run.</summary>
internal enum TransactionDirective
{
    /// <summary>In a transaction where every statement allows one.</summary>
    Auto,

    /// <summary>Statement by statement, outside any transaction.</summary>
    None,
}
