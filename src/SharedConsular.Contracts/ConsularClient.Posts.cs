using System.Text.Json.Nodes;

namespace SharedConsular.Contracts;

public sealed partial class ConsularClient
{
    public Task<Answer<Page<PostResponse>>> ListPosts(
        string? country, string? sending, string? kind, string? cursor, int? limit, CancellationToken ct) =>
        Get<Page<PostResponse>>(
            Query("posts", ("country", country), ("sending", sending), ("kind", kind), ("cursor", cursor), ("limit", limit)), ct);

    public Task<Answer<PostResponse>> GetPost(string id, CancellationToken ct) =>
        Get<PostResponse>(Query($"posts/{Path(id)}"), ct);

    public Task<Answer<PostResponse>> RecordPost(string id, RecordPostRequest request, SendOptions? options, CancellationToken ct) =>
        Put<PostResponse>($"posts/{Path(id)}", request, options, ct);

    public Task<Answer<JsonNode>> RemovePostEntry(string id, SendOptions? options, CancellationToken ct) =>
        Delete<JsonNode>($"posts/{Path(id)}", options, ct);

    public Task<Answer<Page<AccreditationObjectionContract>>> ListPostObjections(string? post, string? place, string? by, CancellationToken ct) =>
        Get<Page<AccreditationObjectionContract>>(Query("posts/objections", ("post", post), ("place", place), ("by", by)), ct);

    public Task<Answer<PostResponse>> ObjectToPost(ObjectToPostRequest request, SendOptions? options, CancellationToken ct) =>
        Post<PostResponse>("posts/objections", request, options, ct);

    public Task<Answer<PostResponse>> WithdrawPostObjection(WithdrawPostObjectionRequest request, SendOptions? options, CancellationToken ct) =>
        Post<PostResponse>("posts/objections/withdrawal", request, options, ct);

    /// <summary>Every state and place a person may come from or be in.</summary>
    public Task<Answer<Page<StateResponse>>> ListStates(CancellationToken ct) => Get<Page<StateResponse>>(Query("states"), ct);

    public Task<Answer<Page<ServiceResponse>>> ListServices(string? state, CancellationToken ct) =>
        Get<Page<ServiceResponse>>(Query("services", ("state", state)), ct);

    public Task<Answer<ServiceResponse>> GetService(string id, string? state, CancellationToken ct) =>
        Get<ServiceResponse>(Query($"services/{Path(id)}", ("state", state)), ct);

    public Task<Answer<ServiceResponse>> AdoptService(string id, AdoptServiceRequest request, SendOptions? options, CancellationToken ct) =>
        Put<ServiceResponse>($"services/{Path(id)}", request, options, ct);

    public Task<Answer<JsonNode>> GiveUpService(string id, SendOptions? options, CancellationToken ct) =>
        Delete<JsonNode>($"services/{Path(id)}", options, ct);
}
