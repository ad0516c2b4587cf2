using System.Reflection;

namespace QuickStart;

/// <summary>The sample's own folder, wherever it is started from: its database is always the same file.</summary>
internal static class SampleFolder
{
    /// <summary>Returns the project's folder, or the one after <c>--folder</c>: a copy to experiment with.</summary>
    public static string Find(string[] args) =>
        args is ["--folder", var copy]
            ? Path.GetFullPath(copy)
            : typeof(SampleFolder)
                .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
                .Single(item => item.Key == "ProjectFolder")
                .Value!;
}
