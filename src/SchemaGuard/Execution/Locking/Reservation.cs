namespace SchemaGuard.Execution.Locking;

/// <summary>The right to do work outside transactions, which no one else has until it is disposed.</summary>
/// <param name="held">The object that keeps others out; <see langword="null"/> if the migration lock does.</param>
internal sealed class Reservation(IDisposable? held) : IDisposable
{
    public void Dispose() => held?.Dispose();
}
