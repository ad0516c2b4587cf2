namespace SchemaGuard;

/// <summary>The options that decide which scripts of a folder are migrations.</summary>
public sealed class FolderOptions
{
    /// <summary>Gets or sets whether sub-folders are read too.</summary>
    /// <value>The default value is <see langword="false"/>: scripts in a sub-folder are refused rather than ignored, except for the layout
    /// <c>&lt;version&gt;_&lt;name&gt;/migration.sql</c>, which is always read. Sub-folders whose name begins with a dot are never
    /// read.</value>
    public bool Recursive { get; set; }

    /// <summary>Gets the patterns of file and folder names to leave out, with <c>*</c> and <c>?</c>, such as <c>seed*.sql</c>. Case does not matter.</summary>
    /// <value>The default value is an empty list.</value>
    public IList<string> Exclude { get; } = [];

    /// <summary>Determines whether other options select the same scripts.</summary>
    internal bool IsSame(FolderOptions other) =>
        Recursive == other.Recursive && Exclude.SequenceEqual(other.Exclude, StringComparer.OrdinalIgnoreCase);
}
