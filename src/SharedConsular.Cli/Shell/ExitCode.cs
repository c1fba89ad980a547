namespace SharedConsular.Cli.Shell;

/// <summary>What a script may rely on; the list stands in the help text and the README.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int Refused = 1;
    public const int Usage = 2;
    public const int Unreachable = 3;

    /// <summary>A check found faults, a replay differs, or a bench missed a goal.</summary>
    public const int CheckFailed = 4;

    /// <summary>128 + SIGINT, as shells count.</summary>
    public const int Cancelled = 130;
}

/// <summary>What was asked for can't be done with what was typed.</summary>
internal sealed class UsageException(string message) : Exception(message);
