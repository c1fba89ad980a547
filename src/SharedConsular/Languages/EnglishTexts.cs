namespace SharedConsular.Languages;

/// <summary>
/// What routing says, in English. Refusals carry their English themselves, so only codes that are not refusals stand
/// here. Places: {0} the party that acts or was considered, {1} the state of nationality, {2} the receiving state, {3} the instrument.
/// </summary>
internal static class EnglishTexts
{
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        ["route.own-post"] = "{1} has a post of its own in {2}.",
        ["route.own-honorary"] = "{1} has an honorary consul in {2} whose competence covers this.",
        ["route.own-accredited"] = "{1} covers {2} from its post in another country.",
        ["route.own-mobile-round"] = "{1} holds a mobile consulate round in {2}.",
        ["route.own-remote-desk"] = "{1} helps by telephone and screen.",
        ["route.partner"] = "{0} may act for nationals of {1} in {2} under {3}.",
        ["route.shared-centre"] = "A shared support centre of {0} serves nationals of {1} in {2}.",
        ["route.own-abroad"] = "The nearest post of {1} is in another country; the person would have to travel.",

        ["basis.own-post"] = "A consular post protects the nationals of the state that sends it.",
        ["basis.own-honorary"] = "An honorary consul acts within the competence given by the state that appointed him or her.",
        ["basis.own-abroad"] = "A post helps every national who comes to it.",
        ["basis.g1.consented"] = "{2} consented.",
        ["basis.g1.host-consents"] = "A round outside the consular district needs the consent of {2}.",
        ["basis.g2.accredited"] = "{2} was told that the post covers it and did not object.",
        ["basis.g3.notified"] = "{2} was notified that {0} acts for third states and did not object.",
        ["basis.g4.consented"] = "{2} gave its prior consent to the protection of the interests of {1}.",
        ["basis.g5.standing"] = "{1} agreed by the standing agreement.",
        ["basis.g5.recorded"] = "{1} recorded its mandate.",
        ["basis.g7.no-contact"] = "The person fears {1}: help is given without any contact with it.",
        ["basis.instrument"] = "{3} lets {0} act for nationals of {1}.",
        ["basis.also"] = "{3} is a further ground.",

        ["obligation.host-consent"] = "Make sure that {2} consents to the round.",
        ["obligation.ask-person"] = "Ask the person first; do nothing against an express wish.",
        ["obligation.verify-nationality"] = "Have {1} confirm the nationality, which is not shown yet.",
        ["obligation.verify-by-other-means"] = "Establish the nationality by other means; do not ask {1}.",
        ["obligation.notify-receiving-state"] = "Notify {2} that you act for a third state.",
        ["obligation.ask-mandate"] = "Ask {1} for its yes in this case.",
        ["obligation.help-first-tell-at-once"] = "Help first, and tell {1} at once.",
        ["obligation.consult-before-help"] = "Consult {1} before helping.",
        ["obligation.consult-before-issue"] = "Consult {1} before a document is issued.",
        ["obligation.await-answer"] = "Wait for {1} to confirm or object.",
        ["obligation.complete"] = "Issue the document once {1} has confirmed.",
        ["obligation.tell-own-state"] = "Tell {1}, with the person's state of health where possible.",
        ["obligation.undertaking-to-repay"] = "Have the person sign an undertaking to repay {1}.",

        ["gate.g1.no-consent"] = "{2} has not consented that {0} acts there.",
        ["gate.g2.objected"] = "A state concerned objects to a post of {0} in another country acting in {2}.",
        ["gate.g3.objected"] = "{2} objects to {0} acting for third states.",
        ["gate.g4.no-consent"] = "{2} has not consented to {0} protecting the interests of {1}.",
        ["gate.g5.no-mandate"] = "{1} has given {0} no mandate.",
        ["gate.g6.person-objects"] = "The person does not want consular help.",
        ["gate.g7.fears-own-state"] = "The person fears {0}: it is neither asked nor told.",
        ["gate.g8.prohibited"] = "The law of {2} does not allow this.",
        ["firewall.own-state-must-act"] = "This can't be done without {1}, which the person fears.",
        ["firewall.receiving-state-must-hear"] = "{0} would have to turn to {2} first, which the person fears.",
        ["own.receiving-state"] = "The person is in {2} itself; its authorities help, not its consuls.",
        ["post.none-here"] = "{0} has no post in {2}.",
        ["post.closed"] = "The post of {0} in {2} is closed.",
        ["post.no-competence"] = "The post of {0} in {2} has no competence for this.",
        ["post.does-not-serve"] = "The centre of {0} in {2} does not serve {1}.",
        ["agreement.not-in-force"] = "{3} is not in force on that day.",
        ["agreement.service-excluded"] = "{3} excludes this service.",
        ["agreement.service-not-covered"] = "{3} does not cover this service.",
        ["agreement.person-not-covered"] = "{3} does not cover the person.",
        ["agreement.place-not-covered"] = "{3} does not let {0} act in {2}.",
        ["agreement.district-unknown"] = "{3} covers a district only; say where in {2} the person is.",
        ["agreement.district-too-far"] = "The person is outside the district that {3} covers in {2}.",
        ["agreement.designated-elsewhere"] = "The parties of {3} named another post for nationals of {1} in {2}.",
        ["agreement.represented"] = "{1} is itself present in {2} and able to help.",
        ["preference.excluded"] = "{1} does not wish {0} to be offered for this.",

        ["advice.asylum-authority"] = "Ask the asylum authority of {2} or UNHCR for protection; nobody will tell the state you fear.",
        ["advice.protection-from-unhcr"] = "Ask UNHCR for protection; nobody will tell the state you fear.",
        ["advice.hague-1930-article-4"] = "The person is also a national of {2}, which may refuse protection by another state (Hague 1930, article 4).",
        ["advice.nationality-not-shown"] = "The nationality is not shown yet; bring whatever proves it.",
        ["advice.no-nationality"] = "No nationality is known; the authorities of {2} and UNHCR help stateless persons.",
        ["decision.route"] = "Help is possible.",
        ["decision.no-route"] = "Nobody on the platform may help with this here and now.",
    };
}
