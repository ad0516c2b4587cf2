namespace SchemaGuard.Execution.Locking;

/// <summary>The right to do work outside transactions, which nobody else has until it is disposed.</summary>
/// <param name="held">What keeps others out; <see langword="null"/> where the migration lock does.</param>
internal sealed class Reservation(IDisposable? held) : IDisposable
{
    public void Dispose() => held?.Dispose();
}
