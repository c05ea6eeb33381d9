using System.Text;

namespace Brokerage.TestSupport.Hostile;

/// <summary>Ways to damage a form of names and values.</summary>
internal static class FormDamages
{
    private static readonly string[] NoValues = ["", "=", "%", "%zz", "%0", "%00", "%0D%0AInjected:%20yes", "%FF%FE", "%C0%80", "%ED%A0%80", " ", "+", "&", "null", "{}", "\u202e", "ü", "\0", "<b>", "\"x\"", new('x', 20_000)];

    /// <summary>One pair is another, or gone, or there is one more.</summary>
    public static HostileAnswer Of(Dice dice, byte[] body)
    {
        var pairs = Encoding.UTF8.GetString(body).Split('&').ToList();
        var at = dice.Below(pairs.Count);
        var name = pairs[at].Split('=')[0];
        switch (dice.Below(8))
        {
            case 0:
                pairs.RemoveAt(at);
                return Joined("absent", pairs);
            case 1:
                pairs.Insert(at, dice.Of("zz_new=1", "zz_new=", "zz_new", "", "zz=%25=&yy=1", "zz_oauth_token=0"));
                return Joined("unknown pair", pairs) with { Promise = Promise.SameModel };
            case 2:
                pairs[at] = name;
                return Joined("no value", pairs);
            case 3:
                pairs.Add(name + "=" + dice.Of(NoValues));
                return Joined("twice", pairs);
            case 4:
                pairs.Reverse();
                return Joined("another order", pairs) with { Promise = Promise.SameModel };
            case 5:
                return Joined("blanks", pairs) with { Body = [.. dice.Of<byte[]>([10], [13, 10], [32]), .. body, 13, 10], Promise = Promise.SameModel };
            default:
                pairs[at] = name + "=" + dice.Of(NoValues);
                return Joined("no word", pairs);
        }
    }

    private static HostileAnswer Joined(string kind, IEnumerable<string> pairs) => new(kind, Encoding.UTF8.GetBytes(string.Join('&', pairs)));
}
