using SchemaGuard.Findings;
using Shouldly;
using Xunit;

namespace SchemaGuard.Tests.Findings;

public sealed class WordingTests
{
    [Fact]
    public async Task The_command_line_is_addressed_up_to_the_end_of_the_method_that_says_so()
    {
        var said = await RunVerbAsync();

        said.ShouldBe(["--timeout", "--timeout", "--timeout"]);
        Say().ShouldBe("option LockTimeout");
    }

    private static string Say() => Wording.Of("option LockTimeout", "--timeout");

    private static async Task<string[]> RunVerbAsync()
    {
        Wording.AddressCommandLine();
        var now = Say();
        await Task.Yield();
        return [now, Say(), await Task.Run(Say)];
    }
}
