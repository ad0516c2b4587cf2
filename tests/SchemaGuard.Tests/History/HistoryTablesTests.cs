using SchemaGuard.History;
using Shouldly;
using Xunit;

namespace SchemaGuard.Tests.History;

public sealed class HistoryTablesTests
{
    [Fact]
    public void The_state_table_takes_its_name_from_a_history_table_that_was_renamed()
    {
        var tables = new HistoryTables(Schema: null, "schemaguard_history") with { History = "my_history" };

        tables.State.ShouldBe("my_state");
    }
}
