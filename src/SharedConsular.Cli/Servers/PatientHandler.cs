namespace SharedConsular.Cli.Servers;

/// <summary>
/// Sends a request again while the server is away, with the same key: what was acknowledged before is not done twice. For
/// runs in which the server is killed on purpose.
/// </summary>
internal sealed class PatientHandler() : DelegatingHandler(new SocketsHttpHandler())
{
    private const int AttemptsMax = 600;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is { } content)
        {
            await content.LoadIntoBufferAsync(cancellationToken);
        }

        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await base.SendAsync(request, cancellationToken);
            }
            catch (HttpRequestException) when (attempt < AttemptsMax)
            {
                await Task.Delay(Pause, cancellationToken);
            }
        }
    }
}
