namespace SharedConsular.FeatureFlags;

/// <summary>
/// What can be turned off without a release: by who runs the platform for all, by an administrator for its own party. All are on
/// unless somebody turned them off; none of them keeps a person from help, and none lets anybody see more.
/// </summary>
public enum Feature
{
    /// <summary>Where a case stands, by its reference and secret. Off where secrets are being guessed or have leaked.</summary>
    FollowBySecret,

    /// <summary>Registering a household by text message. Off where it is misused; the form stays.</summary>
    TextIntake,

    /// <summary>Mail and text messages to persons. Off they wait, and none is lost: where a wording harms, or a carrier is not to be trusted.</summary>
    PersonMessages,

    /// <summary>Making two records of a household one without a person looking. Off each pair waits for somebody.</summary>
    CertainMerges,
}
