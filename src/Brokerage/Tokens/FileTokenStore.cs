using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Brokerage;

/// <summary>
/// Keeps sealed secrets in a folder, one file for each connection, readable by their owner alone. Several processes may share the folder
/// where its file system locks files (local ones do; not every network share does). Thread-safe.
/// </summary>
/// <remarks>
/// A file is written beside its place, flushed to the disk and then moved over the old one: after a crash it is the old or the new, never
/// half of either.
/// </remarks>
public sealed class FileTokenStore : ITokenStore
{
    private const string Extension = ".secrets";

    private static readonly TimeSpan LongestRetry = TimeSpan.FromMilliseconds(100);

    private readonly string _folder;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly KeyedLocks _locks = new();

    /// <summary>Over a folder, which is made if it is not there.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="time">The clock; null takes the system's.</param>
    /// <param name="logger">Where damaged files are named.</param>
    public FileTokenStore(string folder, TimeProvider? time = null, ILogger<FileTokenStore>? logger = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        (_folder, _time, _logger) = (Path.GetFullPath(folder), time ?? TimeProvider.System, logger ?? NullLogger<FileTokenStore>.Instance);
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(_folder);
        else Directory.CreateDirectory(_folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public async ValueTask<SealedSecrets?> ReadAsync(ConnectionId connection, CancellationToken cancellationToken = default)
    {
        var record = await ReadFileAsync(PathOf(connection), cancellationToken).ConfigureAwait(false);
        return record is null || record.Owner.Connection == connection
            ? record
            : throw new InvalidDataException($"The file of connection '{connection.Value}' is another connection's.");
    }

    /// <inheritdoc/>
    public async ValueTask<bool> WriteAsync(SealedSecrets record, SealedSecrets? replaces, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(record);
        var held = await LockWritingAsync(cancellationToken).ConfigureAwait(false);
        await using var release = held.ConfigureAwait(false);

        var stored = await ReadAsync(record.Owner.Connection, cancellationToken).ConfigureAwait(false);
        if (replaces is null ? stored is not null : !replaces.IsSameAs(stored)) return false;
        WriteFile(PathOf(record.Owner.Connection), SealedSecretsFile.Write(record));
        return true;
    }

    /// <inheritdoc/>
    public async ValueTask<bool> DeleteAsync(ConnectionId connection, CancellationToken cancellationToken = default)
    {
        var held = await LockWritingAsync(cancellationToken).ConfigureAwait(false);
        await using var release = held.ConfigureAwait(false);
        var path = PathOf(connection);
        if (!File.Exists(path)) return false;
        File.Delete(path);
        return true;
    }

    /// <inheritdoc/>
    /// <remarks>A damaged file is passed by, since nobody knows whose it is, and named in the log.</remarks>
    public async ValueTask<IReadOnlyList<SealedSecrets>> ListOtherKeysAsync(string keyId, ConnectionId? after, int limit, CancellationToken cancellationToken = default)
    {
        var records = new List<SealedSecrets>();
        foreach (var path in Directory.EnumerateFiles(_folder, "*" + Extension))
        {
            try
            {
                if (await ReadFileAsync(path, cancellationToken).ConfigureAwait(false) is { } record) records.Add(record);
            }
            catch (InvalidDataException)
            {
                TokenLog.DamagedFile(_logger, path);
            }
        }

        return OtherKeys.Select(records, keyId, after, limit);
    }

    /// <inheritdoc/>
    public ValueTask<IAsyncDisposable> LockAsync(ConnectionId connection, CancellationToken cancellationToken = default) =>
        LockFileAsync(PathOf(connection) + ".lock", cancellationToken);

    private ValueTask<IAsyncDisposable> LockWritingAsync(CancellationToken cancellationToken) => LockFileAsync(Path.Combine(_folder, "writing.lock"), cancellationToken);

    private async ValueTask<IAsyncDisposable> LockFileAsync(string path, CancellationToken cancellationToken)
    {
        // First in this process, so that only one of its callers asks the file system.
        var inside = await _locks.LockAsync(path, cancellationToken).ConfigureAwait(false);
        try
        {
            return new HeldLock(await OpenLockAsync(path, cancellationToken).ConfigureAwait(false), inside);
        }
        catch
        {
            await inside.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    // The lock ends with the process that holds it, however that ends. The file stays: to delete it would let in two at once.
    private async Task<FileStream> OpenLockAsync(string path, CancellationToken cancellationToken)
    {
        var pause = TimeSpan.FromMilliseconds(1);
        while (true)
        {
            try
            {
                return new FileStream(path, Private(FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException) when (File.Exists(path))
            {
                await Task.Delay(pause, _time, cancellationToken).ConfigureAwait(false);
                pause = pause * 2 < LongestRetry ? pause * 2 : LongestRetry;
            }
        }
    }

    private static async Task<SealedSecrets?> ReadFileAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return SealedSecretsFile.Read(await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false));
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    private static void WriteFile(string path, byte[] content)
    {
        var beside = path + ".new";
        using (var file = new FileStream(beside, Private(FileMode.Create, FileAccess.Write, FileShare.None)))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }

        File.Move(beside, path, overwrite: true);
    }

    private static FileStreamOptions Private(FileMode mode, FileAccess access, FileShare share)
    {
        var options = new FileStreamOptions { Mode = mode, Access = access, Share = share, BufferSize = 0 };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }

    // A connection's id may hold what no file name may.
    private string PathOf(ConnectionId connection) =>
        Path.Combine(_folder, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(connection.Value)).AsSpan(0, 16)) + Extension);

    private sealed class HeldLock(FileStream file, IAsyncDisposable inside) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await file.DisposeAsync().ConfigureAwait(false);
            await inside.DisposeAsync().ConfigureAwait(false);
        }
    }
}
