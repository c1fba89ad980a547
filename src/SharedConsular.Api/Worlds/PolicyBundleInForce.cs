using SharedConsular.Policies;

namespace SharedConsular.Api.Worlds;

/// <summary>The policy files in force, as objects and as the bytes they were read from.</summary>
internal sealed record PolicyBundleInForce(PolicySet Set, byte[] Bundle);
