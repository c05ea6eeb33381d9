using System.Text;

namespace Brokerage.TestSupport.Hostile;

/// <summary>Ways to damage an element of an XML text.</summary>
internal static class XmlDamages
{
    // Nothing here can be read as a number, or it is one that only rounding would make zero.
    private static readonly string[] NoNumbers =
    [
        "", " ", "N/A", "null", "NaN", "Infinity", "-", "0x10", "12abc", "1,234.50", "--5", "1.2.3", "$12", "12%", "１２", "1e400", "-1e400", "1e-400", "0.00000000000000000000000000000000001",
        "99999999999999999999999999999999", "<value>0</value>", "<value/>", "<a>0</a><a>0</a>", "&#x200B;", "true", "0 0", "&lt;0&gt;",
    ];

    // Words that nobody has heard of.
    private static readonly string[] NoWords =
    [
        "", " ", "zz_unheard_of", "EXECUTED ", "0000-00-00", "\u202e", "&#x10FFFF;", "<value>OPEN</value>", "<value/>", "<a/><a/>", "null", "1e400", "&amp;&lt;&gt;", "]]&gt;",
    ];

    // What can be read, but not be true.
    private static readonly string[] Lies = ["0", "-1", "1.5", "79228162514264337593543950335", "-79228162514264337593543950335", "9223372036854775807", "true"];

    // What no reader of XML takes.
    private static readonly string[] Torn = ["<", "&", "&#0;", "&#xD800;", "&nbsp;", "<a>", "</a>", "<a b=c/>", "<![CDATA[0", "<!-- ", "<?a", "<!DOCTYPE a>", "<a:b/>", "]]>", "<a b='1' b='1'/>"];

    /// <summary>One element is another, or gone, or there is one more.</summary>
    public static HostileAnswer Of(Dice dice, byte[] body, IReadOnlyList<XmlSpot> elements)
    {
        var spot = dice.Of(elements);
        var promise = spot.IsNumber ? Promise.NoNewZero : Promise.Nothing;
        switch (dice.Below(12))
        {
            case 0:
                return new HostileAnswer("absent", Anatomy.Splice(body, spot.Start, spot.End, default)) { Promise = promise };
            case 1 when spot.IsContainer:
                var news = dice.Of("<zzNew>1</zzNew>", "<zzNew>0</zzNew>", "<zzNew><qty>0</qty><list>1</list><list/></zzNew>", "<zzNew/>", "<zz.new-er_>&amp;</zz.new-er_>", "<zzNew/><zzNew/>");
                return new HostileAnswer("unknown element", Anatomy.Splice(body, spot.Inside, spot.Inside, Bytes(news))) { Promise = Promise.SameModel };
            case 2 when spot.Inside < spot.End:
                var attributes = dice.Of(" zz=\"1\"", " zz='0' yy=\"\"", " xmlns=\"urn:zz\"", " xmlns:zz=\"urn:zz\" zz:nil=\"true\"", " xml:lang=\"en\"");
                return new HostileAnswer("attribute", Anatomy.Splice(body, spot.Inside - 1, spot.Inside - 1, Bytes(attributes))) { Promise = Promise.SameModel };
            case 3 when spot.Inside < spot.End:
                return new HostileAnswer("comment", Anatomy.Splice(body, spot.Inside, spot.Inside, Bytes(dice.Of("<!-- 0 -->", "<?zz 0?>", "<!---->")))) { Promise = Promise.SameModel };
            case 4 when !spot.IsContainer && spot.InsideEnd > spot.Inside && !body.AsSpan(spot.Inside, spot.InsideEnd - spot.Inside).Contains((byte)'&'):
                return new HostileAnswer("cdata", Replaced(body, spot, $"<![CDATA[{Content(body, spot)}]]>")) { Promise = Promise.SameModel };
            case 5:
                var twin = spot.IsContainer ? Element(spot.Name, Content(body, spot)) : Element(spot.Name, dice.Of(spot.IsNumber ? NoNumbers : NoWords));
                return new HostileAnswer("twice", Anatomy.Splice(body, spot.End, spot.End, Bytes(twin))) { Promise = promise };
            case 6 when spot.IsContainer:
                var depth = dice.Of(10, 31, 32, 33, 64, 1000, 20_000);
                return new HostileAnswer("deep", Replaced(body, spot, string.Concat(Enumerable.Repeat("<a>", depth)) + "0" + string.Concat(Enumerable.Repeat("</a>", depth))));
            case 7:
                return new HostileAnswer("a lie", Replaced(body, spot, dice.Of(Lies)));
            case 8:
                return new HostileAnswer("torn", Replaced(body, spot, dice.Of(Torn))) { Promise = promise };
            case 9 when spot.IsContainer:
                return new HostileAnswer("text among elements", Anatomy.Splice(body, spot.Inside, spot.Inside, Bytes(dice.Of("0", "text", " 12.5 ", "&amp;"))));
            default:
                return new HostileAnswer(spot.IsNumber ? "no number" : "no word", Replaced(body, spot, dice.Of(spot.IsNumber ? NoNumbers : NoWords))) { Promise = promise, NoRowLost = !spot.IsContainer };
        }
    }

    private static string Content(byte[] body, XmlSpot spot) => Encoding.UTF8.GetString(body, spot.Inside, spot.InsideEnd - spot.Inside);

    private static byte[] Replaced(byte[] body, XmlSpot spot, string content) => Anatomy.Splice(body, spot.Start, spot.End, Bytes(Element(spot.Name, content)));

    private static string Element(string name, string content) => content.Length == 0 ? $"<{name}/>" : $"<{name}>{content}</{name}>";

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
