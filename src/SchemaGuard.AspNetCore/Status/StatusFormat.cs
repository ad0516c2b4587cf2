namespace SchemaGuard.AspNetCore.Status;

/// <summary>The forms in which the status is served.</summary>
internal enum StatusFormat
{
    /// <summary>A document for programs.</summary>
    Json,

    /// <summary>A page for a browser.</summary>
    Html,
}
