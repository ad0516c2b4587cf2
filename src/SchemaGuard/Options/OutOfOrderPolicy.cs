namespace SchemaGuard;

/// <summary>Says what happens when a pending migration has a lower version than one that is already applied.</summary>
public enum OutOfOrderPolicy
{
    /// <summary>Refuses, and lists the offenders. The default: the order in production is then the order in every test.</summary>
    Refuse = 0,

    /// <summary>Applies them after all, and reports each as a warning.</summary>
    Allow = 1,
}
