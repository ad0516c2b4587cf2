namespace SchemaGuard.Scripts.Directives;

/// <summary>The way in which a script is to be run.</summary>
internal enum TransactionDirective
{
    /// <summary>In a transaction, if every statement allows one.</summary>
    Auto,

    /// <summary>Statement by statement, outside any transaction.</summary>
    None,
}
