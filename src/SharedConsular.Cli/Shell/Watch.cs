using Spectre.Console;

namespace SharedConsular.Cli.Shell;

/// <summary>A progress bar beside the answer: on the other stream, so that a pipe sees only the answer.</summary>
internal static class Watch
{
    public static async Task<T> Progress<T>(this Screen screen, string title, long total, Func<Action<long>, Task<T>> work)
    {
        return await screen.Notes.Progress()
            .AutoClear(false)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async context =>
            {
                var task = context.AddTask(Markup.Escape(title), maxValue: Math.Max(1, total));

                return await work(done => task.Increment(done));
            });
    }
}
