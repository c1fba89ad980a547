using SharedConsular.Contracts;

namespace SharedConsular.Cli.Shell;

/// <summary>Expected failures as a sentence and an exit code. Only a bug of ours shows a stack.</summary>
internal static class Outcomes
{
    /// <param name="server">Asked only when the server could not be reached.</param>
    public static async Task<int> Of(Screen screen, Func<Uri> server, Func<Task<int>> act, CancellationToken ct)
    {
        try
        {
            return await act();
        }
        catch (ConsularProblemException refused)
        {
            Tell(screen, refused.Problem);
            return ExitCode.Refused;
        }
        catch (UsageException usage)
        {
            screen.Error(usage.Message);
            return ExitCode.Usage;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            screen.Error("Cancelled.");
            return ExitCode.Cancelled;
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException { InnerException: TimeoutException })
        {
            screen.Error(
                $"The server at {server()} does not answer: {fault.Message} "
                + $"Start it, or name another by --server or {SharedOptions.ServerVariable}.");
            return ExitCode.Unreachable;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            screen.Error(fault.Message);
            return ExitCode.Usage;
        }
    }

    private static void Tell(Screen screen, ProblemResponse problem)
    {
        screen.Error($"{problem.Code ?? "refused"} ({problem.Status}): {problem.Detail ?? problem.Title}");
        foreach (var fault in problem.Errors ?? [])
        {
            screen.Error($"  {fault.Pointer}  {fault.Code}  {fault.Detail}");
        }

        if (problem.Status is 401)
        {
            screen.Error("Sign in by --token, --as or `consular token --save`.");
        }
    }
}
