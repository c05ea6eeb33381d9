namespace Brokerage.Conformance.Tests.Differential;

/// <summary>Orders by the names that a story gives them: <c>1</c>, its exits <c>1.TakeProfit</c> and <c>1.StopLoss</c>, what took its place <c>1'</c>.</summary>
internal sealed class Names
{
    private readonly Dictionary<OrderId, string> _names = [];
    private readonly List<(string Name, OrderId Id)> _roots = [];

    /// <summary>The outermost orders, oldest first.</summary>
    public IReadOnlyList<(string Name, OrderId Id)> Roots => _roots;

    /// <summary>An order that was placed, or took another's place.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="id">Its id.</param>
    /// <param name="isPair">True for two exits that stand alone: one of them, or what holds them together, stands for both.</param>
    public void Add(string name, OrderId id, bool isPair)
    {
        if (!isPair)
            _names[id] = name;
        _roots.Add((name, id));
    }

    /// <summary>An order of a tree, and its name.</summary>
    public string Add(string root, Order order)
    {
        if (_names.TryGetValue(order.Ref.Order, out var known))
            return known;
        return _names[order.Ref.Order] = $"{root}.{Normal.Role(order)}";
    }

    /// <summary>The order that goes by a label now.</summary>
    public OrderId? Newest(int label)
    {
        var own = _roots.Where(root => root.Name.TrimEnd('\'') == $"{label}").ToList();
        return own.Count == 0 ? null : own[^1].Id;
    }

    /// <summary>The name of what takes a label's place next.</summary>
    public string After(int label) => _roots.Last(root => root.Name.TrimEnd('\'') == $"{label}").Name + "'";

    /// <summary>The name of one order.</summary>
    public string Of(OrderId id) => _names.GetValueOrDefault(id, "another");

    /// <summary>The names of some orders, and how many others there are.</summary>
    public string Of(IEnumerable<OrderId> ids)
    {
        var all = ids.ToList();
        var mine = all.Where(_names.ContainsKey).Select(Of).Order(StringComparer.Ordinal);
        var others = all.Count(id => !_names.ContainsKey(id));
        return string.Join(' ', mine) + (others == 0 ? "" : $" and {others} others");
    }
}
