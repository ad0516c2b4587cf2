namespace SchemaGuard.AspNetCore.Probes;

/// <summary>The verdict of all guards together, from memory.</summary>
internal static class ProbeVerdict
{
    /// <summary>Returns the worst state of the guards. It allocates nothing: it is asked thousands of times a second.</summary>
    public static SchemaState WorstOf(IReadOnlyList<ISchemaGuard> guards)
    {
        var worst = SchemaState.Healthy;
        for (var i = 0; i < guards.Count; i++)
        {
            var state = guards[i].LastReport?.State ?? SchemaState.Unknown;
            if (Rank(state) > Rank(worst))
            {
                worst = state;
            }
        }

        return worst;
    }

    /// <summary>Determines whether an application may serve in a state. A guard that is off knows nothing, and so forbids nothing.</summary>
    public static bool MayServe(SchemaState state) => state is SchemaState.Healthy or SchemaState.Degraded or SchemaState.Unknown;

    private static int Rank(SchemaState state) =>
        state switch
        {
            SchemaState.Healthy => 0,
            SchemaState.Unknown => 1,
            SchemaState.Degraded => 2,
            SchemaState.Unreachable => 3,
            SchemaState.Misconfigured => 4,
            _ => 5,
        };
}
