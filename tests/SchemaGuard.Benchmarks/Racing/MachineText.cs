using System.Runtime.InteropServices;
using SQLitePCL;

namespace SchemaGuard.Benchmarks.Racing;

/// <summary>Describes what the numbers were measured on.</summary>
internal static class MachineText
{
    public static string Describe()
    {
        Batteries_V2.Init();
        return $"{Environment.ProcessorCount} cores, {RuntimeInformation.ProcessArchitecture}, {RuntimeInformation.FrameworkDescription}, "
            + $"SQLite {raw.sqlite3_libversion().utf8_to_string()}, {RuntimeInformation.OSDescription}{Environment.NewLine}";
    }
}
