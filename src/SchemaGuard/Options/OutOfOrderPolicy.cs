namespace SchemaGuard;

/// <summary>The handling of a pending migration whose version is lower than that of one that is already applied.</summary>
public enum OutOfOrderPolicy
{
    /// <summary>Refuses, and lists the migrations concerned. The default: the order in production is then the same as in every test.</summary>
    Refuse = 0,

    /// <summary>Applies them all the same, and reports each as a warning.</summary>
    Allow = 1,
}
