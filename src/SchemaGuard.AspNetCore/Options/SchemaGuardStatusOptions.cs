namespace SchemaGuard;

/// <summary>The options of the status page.</summary>
public sealed class SchemaGuardStatusOptions
{
    /// <summary>
    /// Gets or sets whether the page is served outside the Development environment although no authorization protects it. Set it only where nobody but
    /// operators reaches the endpoint, such as on a management port.
    /// </summary>
    /// <value>The default value is <see langword="false"/>: without authorization the endpoint answers 404 outside Development.</value>
    public bool AllowAnonymousAccess { get; set; }

    /// <summary>
    /// Gets or sets how long a read of a database may take for the page. After that the page shows what was read before, and says since when nothing newer
    /// is known.
    /// </summary>
    /// <value>The default value is 3 seconds. More than zero, at most a minute.</value>
    public TimeSpan StatusReadTimeout { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>Gets or sets how many rows of the history the page lists at most for each module, newest first. The JSON document contains all.</summary>
    /// <value>The default value is 100. At least 1.</value>
    public int HistoryRows { get; set; } = 100;
}
