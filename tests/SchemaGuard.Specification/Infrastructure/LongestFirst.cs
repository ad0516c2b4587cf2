using Xunit.Sdk;
using Xunit.v3;

namespace SchemaGuard.Specification.Infrastructure;

/// <summary>
/// An order that starts the longest test classes first: begun last, one of them would run alone at the end while the machine has nothing else to do.
/// </summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Long =
    [
        "KillMatrixTests",
        "LeaseTests",
        "PsqlParityTests",
        "ProcessSpecification",
        "CrashTests",
        "ReplicaTests",
        "OutageSpecification",
        "SessionLockTests",
        "IsolationTests",
        "StoppedTests",
        "DriftSpecification",
        "CommandLineSpecification",
    ];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [
            .. testCollections
                .OrderBy(collection => Place(collection.TestCollectionDisplayName))
                .ThenBy(collection => collection.TestCollectionDisplayName, StringComparer.Ordinal),
        ];

    private static int Place(string name) =>
        Array.FindIndex(Long, part => name.Contains(part, StringComparison.Ordinal)) is >= 0 and var place ? place : Long.Length;
}
