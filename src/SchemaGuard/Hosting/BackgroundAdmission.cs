using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Hosting;
using SchemaGuard.Startup;

namespace SchemaGuard.Hosting;

/// <summary>
/// The admission of a host that listens already: the guards work in the background, one after another, and the gate opens when all of them are satisfied.
/// A refusal stops the host.
/// </summary>
internal sealed class BackgroundAdmission
{
    private readonly GuardAdmission _admission;
    private readonly GateStatus _status;
    private readonly IHostApplicationLifetime? _lifetime;
    private readonly Task _work;
    private Exception? _failure;

    public BackgroundAdmission(
        GuardAdmission admission,
        IReadOnlyList<DatabaseGuard> guards,
        GateStatus status,
        IHostApplicationLifetime? lifetime
    )
    {
        (_admission, _status, _lifetime) = (admission, status, lifetime);
        _work = RunAsync(guards);
    }

    /// <summary>Waits until the work has ended: a host that is asked to stop stops it between two statements.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => _work.WaitAsync(cancellationToken);

    /// <summary>Throws what ended the work early, if something did.</summary>
    /// <exception cref="SchemaGuardException">A guard refused.</exception>
    /// <exception cref="OperationCanceledException">The host was asked to stop before the work was done.</exception>
    public void ThrowIfEndedEarly()
    {
        if (_failure is not null)
        {
            ExceptionDispatchInfo.Throw(_failure);
        }
    }

    private async Task RunAsync(IReadOnlyList<DatabaseGuard> guards)
    {
        // The host must get on with its start.
        await Task.Yield();
        try
        {
            foreach (var guard in guards)
            {
                await _admission.PassAsync(guard, _lifetime?.ApplicationStopping ?? CancellationToken.None).ConfigureAwait(false);
            }

            _status.Open();
            RefusalExit.Withdraw();
        }
        catch (SchemaGuardException exception)
        {
            _failure = exception;
            _status.Refuse(exception);
            _lifetime?.StopApplication();
        }
        catch (OperationCanceledException exception)
        {
            // The host is stopping already.
            _failure = exception;
        }
    }
}
