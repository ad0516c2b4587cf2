using System.Diagnostics.CodeAnalysis;

namespace SchemaGuard.Providers.InDoubt;

/// <summary>The verdict on a statement whose run was interrupted.</summary>
[Experimental("SG9001")]
public enum InDoubtVerdict
{
    /// <summary>The catalog does not tell.</summary>
    Unknown = 0,

    /// <summary>It took effect.</summary>
    Done = 1,

    /// <summary>It did not take effect, or what it left behind was removed: it may run.</summary>
    NotDone = 2,
}
