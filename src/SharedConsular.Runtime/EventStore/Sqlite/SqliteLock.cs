namespace SharedConsular.Runtime.Sqlite;

/// <summary>
/// Keeps a second process out. The system lets go of it when this process ends, however it ends, so a killed one
/// leaves nothing to clean up.
/// </summary>
internal static class SqliteLock
{
    private const int WouldBlockOnLinux = 11;
    private const int WouldBlockOnMac = 35;
    private const int SharingViolationOnWindows = unchecked((int)0x80070020);

    public static FileStream Take(string databasePath)
    {
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(databasePath)) is { } folder)
            {
                Directory.CreateDirectory(folder);
            }

            return new FileStream($"{databasePath}.lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException ex) when (ex.HResult is WouldBlockOnLinux or WouldBlockOnMac or SharingViolationOnWindows)
        {
            throw SqliteErrors.Locked(ex);
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            throw SqliteErrors.Unwritable(ex);
        }
    }
}
