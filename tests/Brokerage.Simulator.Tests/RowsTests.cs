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
    [InlineData("<?xml version=\"1.0\" encoding=\"utf-8\"?><a><b><c>1</c></b><b><c>2</c></b></a>", "<?xml version=\"1.0\" encoding=\"utf-8\"?><a><b /><b><c>2</c></b></a>")]
    [InlineData("<a><b><d>1</d></b><b><d>2</d></b><e><c><d>1</d></c><c><d>2</d></c><c/><c><d>3</d></c></e></a>", "<a><b><d>1</d></b><b><d>2</d></b><e><c /><c><d>2</d></c><c /><c><d>3</d></c></e></a>")]
    [InlineData("<a><b><c>1</c></b><d>2</d><d>3</d></a>", "<a><b><c>1</c></b><d>2</d><d>3</d></a>")]
    [InlineData("<a><br></a>", "<a><br></a>")]
    [InlineData("", "")]
    public void The_first_row_of_the_longest_list_loses_what_was_in_it(string answer, string spoilt) =>
        Assert.Equal(spoilt, Encoding.UTF8.GetString(Rows.WithoutFirst(Reply.Json(200, Encoding.UTF8.GetBytes(answer))).Body.Span));
}
