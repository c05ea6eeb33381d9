using System.Text;
using Brokerage.Simulator.Faults;
using Brokerage.Simulator.Hosting;

namespace Brokerage.Simulator.Tests;

public sealed class RowsTests
{
    [Theory]
    [InlineData("""[{"id":1},{"id":2}]""", """[{},{"id":2}]""")]
    [InlineData("""{"a":[{"b":[{"c":1},{"c":2}]}]}""", """{"a":[{"b":[{},{"c":2}]}]}""")]
    [InlineData("""{"a":[{"b":1}],"c":[{"d":2}]}""", """{"a":[{}],"c":[{"d":2}]}""")]
    [InlineData("""{"open":true,"numbers":[1,2]}""", """{"open":true,"numbers":[1,2]}""")]
    [InlineData("no json", "no json")]
    [InlineData("", "")]
    public void The_first_row_of_the_longest_list_loses_what_was_in_it(string answer, string spoilt) =>
        Assert.Equal(spoilt, Encoding.UTF8.GetString(Rows.WithoutFirst(Reply.Json(200, Encoding.UTF8.GetBytes(answer))).Body.Span));
}
