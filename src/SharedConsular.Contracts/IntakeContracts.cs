namespace SharedConsular.Contracts;

/// <summary>A file of households. Sent twice, it registers nobody twice.</summary>
/// <param name="Format"><c>csv</c> with a header, <c>hxl</c> (CSV with hashtags) or <c>pfif</c> (1.4, XML).</param>
/// <param name="Content">The file itself, as text.</param>
/// <param name="Through"><c>sponsor</c> (the default), <c>officer</c> or <c>import</c>.</param>
/// <param name="RegisteredBy">The company or person who answers for it.</param>
public sealed record ImportHouseholdsRequest(string? Format, string? Content, string? Through = null, string? RegisteredBy = null);

/// <summary>What became of a file, household by household.</summary>
public sealed record ImportResponse(
    string Crisis, int Rows, int Registered, int KnownAlready, int Refused, IReadOnlyList<ImportedHouseholdResponse> Households);

/// <param name="Line">Of its first row in the file.</param>
/// <param name="Outcome"><c>registered</c>, <c>known_already</c> or <c>refused</c>.</param>
/// <param name="Code">Why it was refused.</param>
/// <param name="Errors">What of it can't be used, and where.</param>
/// <param name="Secret">For you to hand to the household, with the reference. Null when it is written to the contact in the file, or is not yours.</param>
public sealed record ImportedHouseholdResponse(
    int Line, int Persons, string Outcome, string? Reference, string? Code = null, IReadOnlyList<FaultResponse>? Errors = null, string? Secret = null);

/// <summary>A text message as a gateway passes it on: <c>GB Smith John 1980 +2 Port Sudan</c>, at most 160 characters.</summary>
/// <param name="From">The number it came from.</param>
public sealed record RegisterTextRequest(string? Text, string? From = null);

/// <param name="Text">What to send back: reference and secret, in at most 160 characters.</param>
public sealed record TextReceiptResponse(string Reference, string Text);

/// <summary>Households that gave who asks their reference and secret, at most 200.</summary>
public sealed record InquiryRequest(IReadOnlyList<HouseholdStatusRequest>? Households);

/// <param name="Unknown">References for which the secret is not theirs, or that are not of this crisis.</param>
public sealed record InquiryResponse(IReadOnlyList<SponsoredHouseholdResponse> Households, IReadOnlyList<string> Unknown);

/// <summary>Where a household stands, for who speaks for it; nothing about anybody.</summary>
/// <param name="Dispositions">How many of it stand where.</param>
/// <param name="WorkedOnAt">When a person of the crisis last did something for it; null while nobody did.</param>
/// <param name="Offer"><c>offered</c>, <c>accepted</c>, <c>confirmed</c> or <c>standing_by</c>; null without one.</param>
public sealed record SponsoredHouseholdResponse(
    string Reference, IReadOnlyDictionary<string, int> Dispositions, DateTimeOffset RegisteredAt, DateTimeOffset? WorkedOnAt, string? Offer);
