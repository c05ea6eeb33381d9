namespace Brokerage.ETrade.Wire;

/// <summary>An element of an answer in XML, while it is turned into JSON. Of its children each name is linked once; those of one name stand behind one another.</summary>
internal sealed class XmlNode(string name)
{
    public string Name { get; } = name;

    public string Text { get; set; } = "";

    /// <summary>The first child.</summary>
    public XmlNode? First { get; private set; }

    /// <summary>The next child of the same parent with another name.</summary>
    public XmlNode? Next { get; private set; }

    /// <summary>The next child of the same parent with the same name.</summary>
    public XmlNode? Again { get; private set; }

    /// <summary>Adds a child.</summary>
    /// <param name="child">What is added.</param>
    /// <param name="lastNamed">The child before whose name was new; becomes this one where its name is.</param>
    /// <param name="lastOf">The last child of each name.</param>
    public void Add(XmlNode child, ref XmlNode? lastNamed, Dictionary<string, XmlNode> lastOf)
    {
        if (lastOf.TryGetValue(child.Name, out var before))
        {
            before.Again = child;
        }
        else if (lastNamed is null)
        {
            lastNamed = First = child;
        }
        else
        {
            lastNamed = lastNamed.Next = child;
        }

        lastOf[child.Name] = child;
    }
}
