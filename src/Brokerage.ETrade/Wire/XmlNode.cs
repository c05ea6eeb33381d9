namespace Brokerage.ETrade.Wire;

/// <summary>An element of an answer in XML, while it is turned into JSON.</summary>
internal sealed class XmlNode(string name)
{
    public string Name { get; } = name;

    public List<XmlNode> Children { get; } = [];

    public string Text { get; set; } = "";
}
