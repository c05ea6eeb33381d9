using System.Security.Cryptography;
using System.Text;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;

namespace Brokerage.Benchmarks;

/// <summary>
/// What sealing and opening a connection's secrets costs beside bare AES-GCM of the same bytes: a fresh data key under the vault's key and the
/// secrets under the data key, which is the least that an envelope takes.
/// </summary>
[MemoryDiagnoser, MinColumn, GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
public class SealBenchmarks
{
    private const int NonceLength = 12, TagLength = 16;
    private readonly SecretOwner _owner = new("user-4711", BrokerId.Parse("alpaca"), "paper", ConnectionId.Parse("0199f3b2c7a87d3e9b1f5a6c2d4e8f01"));
    private readonly byte[] _keyBytes = RandomNumberGenerator.GetBytes(VaultKey.Length);
    private readonly byte[] _additional = Encoding.UTF8.GetBytes("BKT1 alpaca paper user-4711 0199f3b2c7a87d3e9b1f5a6c2d4e8f01 1");
    private byte[] _secrets = [], _ours = [], _bare = [];
    private VaultKey _key = null!;

    [GlobalSetup]
    public void Setup()
    {
        _key = new VaultKey("2026-11", _keyBytes);
        _secrets = SecretCodec.Encode(new ConnectionSecrets
        {
            Scheme = "oauth2",
            Values = new Dictionary<string, Secret>(StringComparer.Ordinal) { ["access_token"] = new(new string('a', 600)), ["refresh_token"] = new(new string('r', 200)) },
            LoggedInAt = DateTimeOffset.UnixEpoch,
            IssuedAt = DateTimeOffset.UnixEpoch,
        });
        (_ours, _bare) = (Seal(), BareSeal());
        if (!Open().AsSpan().SequenceEqual(BareOpen())) throw new InvalidOperationException("Both open the same.");
    }

    [Benchmark(Baseline = true), BenchmarkCategory("seal")]
    public byte[] BareSeal()
    {
        var target = new byte[NonceLength + VaultKey.Length + TagLength + NonceLength + _secrets.Length + TagLength];
        Span<byte> dataKey = stackalloc byte[VaultKey.Length];
        RandomNumberGenerator.Fill(dataKey);
        Encrypt(_keyBytes, dataKey, target.AsSpan(0, NonceLength + VaultKey.Length + TagLength));
        Encrypt(dataKey, _secrets, target.AsSpan(NonceLength + VaultKey.Length + TagLength));
        return target;
    }

    [Benchmark, BenchmarkCategory("seal")]
    public byte[] Seal() => SecretEnvelope.Seal(_secrets, _owner, 1, _key);

    [Benchmark(Baseline = true), BenchmarkCategory("open")]
    public byte[] BareOpen()
    {
        const int Wrapped = NonceLength + VaultKey.Length + TagLength;
        Span<byte> dataKey = stackalloc byte[VaultKey.Length];
        var secrets = new byte[_secrets.Length];
        Decrypt(_keyBytes, _bare.AsSpan(0, Wrapped), dataKey);
        Decrypt(dataKey, _bare.AsSpan(Wrapped), secrets);
        return secrets;
    }

    [Benchmark, BenchmarkCategory("open")]
    public byte[] Open() => SecretEnvelope.Open(_ours, _owner, 1, _key);

    private void Encrypt(ReadOnlySpan<byte> key, ReadOnlySpan<byte> plain, Span<byte> target)
    {
        using var cipher = new AesGcm(key, TagLength);
        RandomNumberGenerator.Fill(target[..NonceLength]);
        cipher.Encrypt(target[..NonceLength], plain, target.Slice(NonceLength, plain.Length), target[(NonceLength + plain.Length)..], _additional);
    }

    private void Decrypt(ReadOnlySpan<byte> key, ReadOnlySpan<byte> source, Span<byte> plain)
    {
        using var cipher = new AesGcm(key, TagLength);
        cipher.Decrypt(source[..NonceLength], source.Slice(NonceLength, plain.Length), source[(NonceLength + plain.Length)..], plain, _additional);
    }
}
