using Shouldly;
using Xunit;

namespace SchemaGuard.Tests.Findings;

public sealed class WithheldExceptionTests
{
    [Fact]
    public void A_hosts_print_of_the_chain_has_types_and_stack_traces_but_no_words_of_the_driver()
    {
        var driver = Thrown(new InvalidOperationException("Key (mail)=(secret) exists", Thrown(new TimeoutException("secret, too"))));
        var failure = new MigrationFailedException(
            "default",
            "db",
            new MigrationFailure("001_x", "a key exists twice", "Correct it."),
            driver
        );

        var host = new AggregateException(new InvalidOperationException("Hosting failed to start", failure));

        host.ToString().ShouldNotContain("secret");
        host.ToString().ShouldContain("System.InvalidOperationException (message omitted)");
        host.ToString().ShouldContain("System.TimeoutException (message omitted)");
        host.ToString().ShouldContain(nameof(Thrown));
        host.ToString().ShouldContain("a key exists twice");
    }

    [Fact]
    public void The_drivers_exception_is_there_for_those_who_ask()
    {
        var driver = new InvalidOperationException("secret");

        var failure = new MigrationFailedException("default", "db", new MigrationFailure("001_x", "t", "r"), driver);

        failure.InnerException.ShouldBeOfType<WithheldException>().Original.ShouldBeSameAs(driver);
        failure.InnerException!.InnerException.ShouldBeNull();
    }

    private static T Thrown<T>(T exception)
        where T : Exception
    {
        try
        {
            throw exception;
        }
        catch (T caught)
        {
            return caught;
        }
    }
}
