using System.Text;
using Brokerage.TestSupport.Stores;

namespace Brokerage.Tests.Orders.Journal;

public sealed class JournalCodecTests
{
    [Fact]
    public void What_is_written_is_read()
    {
        var first = Entries.First("a");
        foreach (var entry in new[] { first, Entries.Unknown(first), Entries.Placed(first, "7", "8"), Entries.Queued("b"), Entries.Cancel("7") })
        {
            var data = JournalCodec.Encode(entry);
            Assert.Equal(Entries.Text(entry), Entries.Text(JournalCodec.Decode(data)));
            Assert.DoesNotContain((byte)'\n', data);
        }
    }

    [Fact]
    public void Damage_anywhere_is_found()
    {
        var data = JournalCodec.Encode(Entries.Unknown(Entries.First("a")));
        for (var at = 0; at < data.Length; at++)
        {
            var damaged = (byte[])data.Clone();
            damaged[at] ^= 4;
            Assert.Throws<FormatException>(() => JournalCodec.Decode(damaged));
            Assert.Throws<FormatException>(() => JournalCodec.Decode(data.AsSpan(0, at)));
        }
    }

    [Fact]
    public void What_an_earlier_version_wrote_is_read()
    {
        const string Stored =
            """d3bb444dd679a2af {"key":"cancel/con-1/acc-1/7","version":1,"state":1,"cancel":{"connection":"con-1","broker":"mock","account":"acc-1","order":"7"},"recordedAt":"2026-11-20T14:30:00+00:00","changedAt":"2026-11-20T14:30:00+00:00"}""";
        Assert.Equal(Stored, Encoding.UTF8.GetString(JournalCodec.Encode(Entries.Cancel("7"))));
        Assert.Equal(Entries.Text(Entries.Cancel("7")), Entries.Text(JournalCodec.Decode(Encoding.UTF8.GetBytes(Stored))));
    }

    [Fact]
    public void What_is_whole_and_of_a_later_version_is_not_taken_for_damage_of_the_file()
    {
        var path = Path.Combine(Path.GetTempPath(), $"brokerage-{Guid.NewGuid():N}.journal");
        var later = """{"key":"order/a","version":1,"state":{"new":true}}"""u8.ToArray();
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(later))[..16];
        File.WriteAllBytes(path, [.. Encoding.ASCII.GetBytes(hash + " "), .. later, (byte)'\n']);

        Assert.Contains("this version", Assert.Throws<InvalidDataException>(() => FileOrderJournal.Open(path)).Message, StringComparison.Ordinal);

        File.Delete(path);
    }
}
