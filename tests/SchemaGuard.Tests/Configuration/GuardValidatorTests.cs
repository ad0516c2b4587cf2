using SchemaGuard.Configuration;
using Shouldly;
using Xunit;

namespace SchemaGuard.Tests.Configuration;

public sealed class GuardValidatorTests
{
    [Fact]
    public void The_defaults_are_valid() => GuardValidator.Validate(new SchemaGuardOptions()).ShouldBeEmpty();

    [Fact]
    public void Zero_waits_are_valid() =>
        GuardValidator
            .Validate(
                new SchemaGuardOptions
                {
                    ConnectTimeout = TimeSpan.Zero,
                    LockTimeout = TimeSpan.Zero,
                    WaitTimeout = TimeSpan.Zero,
                }
            )
            .ShouldBeEmpty();

    [Fact]
    public void Everything_that_is_wrong_with_the_options_is_found_at_once() =>
        GuardValidator
            .Validate(
                new SchemaGuardOptions
                {
                    Startup = (StartupMode)9,
                    OutOfOrder = (OutOfOrderPolicy)9,
                    OnExisting = (ExistingObjectPolicy)9,
                    ConnectTimeout = TimeSpan.FromSeconds(-1),
                    LockTimeout = TimeSpan.FromSeconds(-2),
                    WaitTimeout = TimeSpan.FromSeconds(-3),
                    StatementTimeout = TimeSpan.Zero,
                    InvariantTimeout = TimeSpan.Zero,
                    HistoryTable = "a b",
                    HistorySchema = "",
                }
            )
            .Select(problem => problem.Split(':')[0])
            .ShouldBe([
                "Option Startup",
                "Option OutOfOrder",
                "Option OnExisting",
                "Option ConnectTimeout",
                "Option LockTimeout",
                "Option WaitTimeout",
                "Option StatementTimeout",
                "Option InvariantTimeout",
                "Option HistoryTable",
                "Option HistorySchema",
            ]);

    [Fact]
    public void A_problem_says_the_value_and_what_to_write()
    {
        var options = new SchemaGuardOptions { Startup = (StartupMode)9, StatementTimeout = TimeSpan.FromMinutes(-1) };

        GuardValidator
            .Validate(options)
            .ShouldBe([
                "Option Startup: '9' is not a value of StartupMode. Write one of Migrate, Verify, Wait, Off, Background.",
                "Option StatementTimeout: -60000 ms is not a positive time. Write a time such as '00:00:30' or '30s', or leave the option out.",
            ]);
    }

    [Theory]
    [InlineData("schemaguard_history", true)]
    [InlineData("_h1", true)]
    [InlineData("12345678901234567890123456789012345678901234567890", false)]
    [InlineData("a2345678901234567890123456789012345678901234567890", true)]
    [InlineData("a23456789012345678901234567890123456789012345678901", false)]
    [InlineData("", false)]
    [InlineData("1h", false)]
    [InlineData("h.x", false)]
    [InlineData("h\"", false)]
    [InlineData("größe", false)]
    public void A_table_name_needs_no_quoting_anywhere(string name, bool isValid) =>
        (GuardValidator.Validate(new SchemaGuardOptions { HistoryTable = name }).Count == 0).ShouldBe(isValid);
}
