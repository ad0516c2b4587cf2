using System.Diagnostics.CodeAnalysis;

namespace SchemaGuard.Providers.Locking;

/// <summary>The checks of the options that providers with a lease have in common.</summary>
[Experimental("SG9001")]
public static class LockOptionProblems
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <summary>Checks how long a lease lasts without being renewed.</summary>
    /// <param name="duration">The value of the option.</param>
    /// <returns>A sentence, or <see langword="null"/> if the value is valid.</returns>
    public static string? OfLeaseDuration(TimeSpan duration) =>
        duration < Shortest || duration > Longest ? $"LeaseDuration is {duration}. Write a time from 1 second to 10 minutes." : null;

    /// <summary>Checks the choice of the lock.</summary>
    /// <param name="mode">The value of the option.</param>
    /// <typeparam name="TMode">The provider's choices: Auto, Session and Lease.</typeparam>
    /// <returns>A sentence, or <see langword="null"/> if the value is valid.</returns>
    public static string? OfMode<TMode>(TMode mode)
        where TMode : struct, Enum =>
        Enum.IsDefined(mode) ? null : $"Lock is {mode}, which is not a {typeof(TMode).Name}. Write Auto, Session or Lease.";
}
