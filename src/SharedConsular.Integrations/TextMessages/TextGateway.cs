using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using SharedConsular.Runtime;

namespace SharedConsular.Integrations.TextMessages;

/// <summary>
/// Hands text messages to a gateway over HTTP: one POST with <c>to</c>, <c>text</c> and <c>id</c> as JSON, the id also as
/// Idempotency-Key. Every gateway has an interface of its own; one that differs needs a few lines in front of it.
/// </summary>
/// <param name="canBeNeutral">Whether the number or name it sends from says nothing of who writes.</param>
public sealed class TextGateway(HttpClient http, Uri address, string? token, bool canBeNeutral) : ICarrier
{
    public string Channel => ICarrier.TextMessage;

    public bool CanBeNeutral => canBeNeutral;

    public async Task<bool> Carry(OutgoingMessage message, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = JsonContent.Create(new TextMessage(message.To, Text(message), message.Id)),
        };
        request.Headers.Add("Idempotency-Key", message.Id);
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        using var response = await http.SendAsync(request, ct).ConfigureAwait(false);
        if (response.StatusCode is HttpStatusCode.UnprocessableEntity)
        {
            return false;
        }

        response.EnsureSuccessStatusCode();

        return true;
    }

    private static string Text(OutgoingMessage message) => message.Sender is null ? message.Text : $"{message.Sender}: {message.Text}";

    private sealed record TextMessage(string To, string Text, string Id);
}
