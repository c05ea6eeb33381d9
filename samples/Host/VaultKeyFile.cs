using System.Security.Cryptography;
using Brokerage;

namespace Host;

/// <summary>
/// The key that seals tokens, made at the first start. A real host loads it from where it keeps secrets, apart from the database: whoever has
/// both has everything.
/// </summary>
internal static class VaultKeyFile
{
    public static VaultKey Open(string path)
    {
        if (!File.Exists(path))
        {
            File.WriteAllText(path, "");
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            File.WriteAllText(path, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        }

        return VaultKey.FromBase64("sample", File.ReadAllText(path).Trim());
    }
}
