namespace Brokerage.Exchange;

/// <summary>An account's positions in an instrument and in the options on it.</summary>
internal sealed class PositionGroup(ListingState root)
{
    public ListingState Root { get; } = root;

    public List<PositionState> Positions { get; } = [];

    /// <summary>The one open position, where there is exactly one and it is no option.</summary>
    public PositionState? Alone
    {
        get
        {
            PositionState? alone = null;
            foreach (var position in Positions)
            {
                if (position.Quantity == 0m)
                {
                    continue;
                }

                if (alone is not null || position.Listing.Underlying is not null)
                {
                    return null;
                }

                alone = position;
            }

            return alone;
        }
    }

    public bool IsEmpty
    {
        get
        {
            foreach (var position in Positions)
            {
                if (position.Quantity != 0m)
                {
                    return false;
                }
            }

            return true;
        }
    }
}
