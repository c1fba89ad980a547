using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using SharedConsular.Contracts;

namespace SharedConsular.Consoles.Shared;

/// <summary>A form for one act on one case.</summary>
public sealed record ActModel
{
    public required CaseAct Act { get; init; }

    public required IReadOnlyList<ActField> Fields { get; init; }

    public required string Attempt { get; init; }

    public string? Version { get; init; }

    public string? Back { get; init; }

    /// <summary>A person does it on her own case: at one address and under one title, whatever it is.</summary>
    public bool IsOwn { get; init; }

    /// <summary>She asked for every word of it, also where the matter is a secret.</summary>
    public bool IsInFull { get; init; }

    /// <summary>The top of the desk, where an officer does it.</summary>
    public RenderFragment? Top { get; init; }

    public Faults Faults { get; init; } = new();

    public ActSaid? Said { get; init; }

    /// <summary>The form for a case as it stands.</summary>
    internal static ActModel Of(CaseAct act, Answer<CaseResponse> @case, Visit visit, string back) => new()
    {
        Act = act,
        Fields = act.Fields(@case.Value, visit.Texts),
        Attempt = Attempts.Draw(),
        Version = @case.ETag,
        Back = back,
    };

    /// <summary>The form for a case that may not be looked at before it is sent.</summary>
    internal static ActModel Before(CaseAct act, Visit visit, string back) =>
        new() { Act = act, Fields = act.Fields(null!, visit.Texts), Attempt = Attempts.Draw(), Back = back };

    /// <summary>Does it, and shows what is wrong with it where it is wrong.</summary>
    /// <returns>Null when it is done.</returns>
    internal async Task<ActModel?> Send(Visit visit, string reference, IFormCollection form)
    {
        var said = new ActSaid(form);
        try
        {
            // What the person saw is what she decided on: a case that changed since refuses, and nothing is overwritten.
            var options = new SendOptions(Attempts.Of(form), form["version"].ToString() is { Length: > 0 } seen ? seen : null);
            await Act.Send(visit.Api, reference, said, options, visit.Stop);

            return null;
        }
        catch (ConsularProblemException refusal) when (refusal.Status is not HttpStatusCode.NotFound)
        {
            return this with { Said = said, Faults = Faults.From(refusal.Problem, FieldOf, Fields.Count > 0 ? Fields[0].Name : "act-send") };
        }
    }

    private string? FieldOf(string pointer)
    {
        var name = pointer.TrimStart('#', '/').Split('/')[0];

        return Fields.FirstOrDefault(f => f.Name == name)?.Name;
    }
}

/// <summary>The Idempotency-Keys of forms.</summary>
internal static class Attempts
{
    private const int Bytes = 16;

    public static string Draw() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>A key that follows from what is done, for what is one thing from wherever it is asked for. What it is of can't be found by it.</summary>
    public static string From(string what) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(what)).AsSpan(0, Bytes));

    /// <summary>
    /// The key of a form that is shown again. A refusal is the answer to its key for good, and nothing was done: what is corrected is
    /// another attempt. Where nobody knows whether it was done, it stays the same one.
    /// </summary>
    public static string After(ConsularProblemException refusal, string key) =>
        refusal.Status < HttpStatusCode.InternalServerError ? Draw() : key;

    /// <summary>The key the form was made with; a new one when it has none, so that it is done at least once.</summary>
    public static string Of(IFormCollection form) => form["attempt"].ToString() is { Length: Bytes * 2 } key ? key : Draw();
}
