using System.Reflection;

namespace QuickStart;

/// <summary>Finds the sample's own folder, wherever it is started from, so that its database is always the same file.</summary>
internal static class SampleFolder
{
    /// <summary>Gives the folder of the project, or the one after <c>--folder</c>: a copy to play with.</summary>
    public static string Find(string[] args) =>
        args is ["--folder", var copy]
            ? Path.GetFullPath(copy)
            : typeof(SampleFolder)
                .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
                .Single(item => item.Key == "ProjectFolder")
                .Value!;
}
