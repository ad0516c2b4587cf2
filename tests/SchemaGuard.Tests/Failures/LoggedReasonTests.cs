using System.Data.Common;
using SchemaGuard.Failures;
using SchemaGuard.Providers.Errors;
using Shouldly;
using Xunit;

namespace SchemaGuard.Tests.Failures;

public sealed class LoggedReasonTests
{
    private readonly TestProvider _provider = new()
    {
        Classification = _ => new DatabaseError(DatabaseErrorKind.Statement, "Duplicate entry '…' for key 'mail'"),
    };

    [Fact]
    public void The_words_of_a_driver_are_those_of_the_provider_without_values() =>
        TextOf(new ServerException("Duplicate entry 'eve@example.com' for key 'mail'")).ShouldBe("Duplicate entry '…' for key 'mail'");

    [Fact]
    public void Of_an_exception_that_nobody_foresaw_the_type_is_told() =>
        TextOf(new InvalidOperationException("customer eve@example.com has none")).ShouldBe("System.InvalidOperationException");

    [Fact]
    public void Sentences_of_ones_own_are_told_as_they_are()
    {
        TextOf(new LockLostException()).ShouldBe("the migration lock was lost");
        TextOf(new SchemaGuardConfigurationException("billing", ["Write it."])).ShouldContain("Write it.");
    }

    private string TextOf(Exception exception) => LoggedReason.Of(_provider, exception).ToString();

    private sealed class ServerException(string message) : DbException(message);
}
