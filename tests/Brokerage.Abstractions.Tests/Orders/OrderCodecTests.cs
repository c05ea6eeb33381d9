using System.Text;

namespace Brokerage.Abstractions.Tests.Orders;

public sealed class OrderCodecTests
{
    [Fact]
    public void Ten_thousand_prepared_orders_come_back_as_they_were()
    {
        foreach (var seed in Seeds.Take(20))
        {
            var make = new RandomContract(seed);
            for (var i = 0; i < Portion.Of(500); i++)
            {
                var order = make.Prepared();
                var bytes = OrderCodec.Encode(order);
                var back = OrderCodec.Decode(bytes);

                // Equal bytes mean equal in every field, since every field is in them (Any_change_of_a_field...).
                Assert.True(bytes.AsSpan().SequenceEqual(OrderCodec.Encode(back)), $"seed {seed}, case {i}");
                Assert.Equal(OrderCodec.Hash(order.Intent), OrderCodec.Hash(OrderCodec.DecodeIntent(OrderCodec.Encode(order.Intent))));
                Assert.Equal(order.Intent.Account, back.Intent.Account);
                Assert.Equal(order.Evidence, back.Evidence);
                Assert.Equal(order.PreparedAt, back.PreparedAt);
                Assert.Equal(order.Approvals, back.Approvals);
            }
        }
    }

    [Fact]
    public void Equal_intents_have_equal_bytes_whatever_holds_them()
    {
        foreach (var seed in Seeds.Take(20))
        {
            for (var i = 0; i < Portion.Of(500); i++)
            {
                // Two generators with one seed make equal values in different objects; the second one's dictionaries are filled backwards.
                var one = new RandomContract(seed + (ulong)i).Intent();
                var other = Shuffled(new RandomContract(seed + (ulong)i).Intent());
                Assert.Equal(OrderCodec.Encode(one), OrderCodec.Encode(other));
                Assert.Equal(OrderCodec.Hash(one), OrderCodec.Hash(other));
            }
        }
    }

    [Fact]
    public void The_scale_of_a_decimal_is_no_difference()
    {
        var account = Samples.Account;
        var id = ClientOrderId.Parse("c1");
        var one = new OrderIntent.New(account, id, new OrderPlan.Single(OrderSpec.Limit(Samples.Apple, Side.Buy, 10m, 187.5m)));
        var other = new OrderIntent.New(account, id, new OrderPlan.Single(OrderSpec.Limit(Samples.Apple, Side.Buy, 10.000m, 187.50m)));
        Assert.Equal(OrderCodec.Hash(one), OrderCodec.Hash(other));
    }

    [Fact]
    public void Any_change_of_a_field_changes_the_hash()
    {
        foreach (var (name, changed) in IntentMutations.Of(Samples.Intent))
        {
            Assert.True(
                !string.Equals(OrderCodec.Hash(Samples.Intent), OrderCodec.Hash(changed), StringComparison.Ordinal), $"{name} is not in the hash");
        }

        foreach (var (name, changed) in IntentMutations.Of(Samples.Replacement))
        {
            Assert.True(
                !string.Equals(OrderCodec.Hash(Samples.Replacement), OrderCodec.Hash(changed), StringComparison.Ordinal), $"{name} is not in the hash");
        }
    }

    [Fact]
    public void Ten_thousand_different_intents_have_different_hashes()
    {
        foreach (var seed in Seeds.Take(4))
        {
            var make = new RandomContract(seed);
            var hashes = new Dictionary<string, byte[]>(StringComparer.Ordinal);
            for (var i = 0; i < Portion.Of(2_500); i++)
            {
                var intent = make.Intent();
                var bytes = OrderCodec.Encode(intent);
                if (!hashes.TryAdd(OrderCodec.Hash(intent), bytes)) Assert.Equal(hashes[OrderCodec.Hash(intent)], bytes);
            }
        }
    }

    [Fact]
    public void Every_truncation_is_refused()
    {
        var bytes = OrderCodec.Encode(Samples.Prepared);
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.Throws<FormatException>(() => OrderCodec.Decode(bytes.AsSpan(0, length)));
        }

        Assert.Throws<FormatException>(() => OrderCodec.Decode([.. bytes, 0]));
    }

    [Fact]
    public void Ten_thousand_damaged_orders_are_refused_or_read_as_what_they_say()
    {
        foreach (var seed in Seeds.Take(20))
        {
            var make = new RandomContract(seed);
            for (var i = 0; i < Portion.Of(500); i++)
            {
                var bytes = OrderCodec.Encode(make.Prepared());
                bytes[make.Below(bytes.Length)] ^= (byte)(1 << make.Below(8));
                try
                {
                    _ = OrderCodec.Encode(OrderCodec.Decode(bytes));
                }
                catch (FormatException)
                {
                    continue;
                }
            }
        }
    }

    [Fact]
    public void Neither_codec_reads_the_others_bytes()
    {
        Assert.Throws<FormatException>(() => OrderCodec.Decode(OrderCodec.Encode(Samples.Intent)));
        Assert.Throws<FormatException>(() => OrderCodec.DecodeIntent(OrderCodec.Encode(Samples.Prepared)));
    }

    [Fact]
    public void A_plan_nested_without_end_is_refused_both_ways()
    {
        OrderPlan plan = new OrderPlan.Single(OrderSpec.Market(Samples.Apple, Side.Buy, 1m));
        for (var i = 0; i < 40; i++) plan = new OrderPlan.OneCancels([plan]);
        Assert.Throws<ArgumentException>(() => OrderCodec.Encode(new OrderIntent.New(Samples.Account, ClientOrderId.New(), plan)));

        var honest = OrderCodec.Encode(new OrderIntent.New(
            Samples.Account, ClientOrderId.Parse("c"), new OrderPlan.OneCancels([new OrderPlan.Single(OrderSpec.Market(Samples.Apple, Side.Buy, 1m))])));
        var start = honest.AsSpan().IndexOf((byte[])[2, 0, 0, 0, 1, 1]);
        byte[] deep = [.. honest.AsSpan(0, start), .. Enumerable.Repeat<byte[]>([2, 0, 0, 0, 1], 10_000).SelectMany(part => part), .. honest.AsSpan(start + 5)];
        Assert.Throws<FormatException>(() => OrderCodec.DecodeIntent(deep));
    }

    [Fact]
    public void A_text_that_is_no_Unicode_is_refused() =>
        Assert.Throws<EncoderFallbackException>(() => OrderCodec.Encode(Samples.Prepared with { Evidence = "\ud800" }));

    private static OrderIntent Shuffled(OrderIntent intent) =>
        intent is OrderIntent.New order ? order with { Plan = Shuffled(order.Plan) } : intent;

    private static OrderPlan Shuffled(OrderPlan plan) => plan switch
    {
        OrderPlan.Single single => new OrderPlan.Single(Shuffled(single.Spec)),
        OrderPlan.OneCancels group => new OrderPlan.OneCancels([.. group.Parts.Select(Shuffled)]),
        OrderPlan.OneTriggers chain => new OrderPlan.OneTriggers(Shuffled(chain.First), Shuffled(chain.Then)),
        _ => plan,
    };

    private static OrderSpec Shuffled(OrderSpec spec) => spec with
    {
        Legs = [.. spec.Legs],
        Extras = spec.Extras.Reverse().ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal),
    };
}
