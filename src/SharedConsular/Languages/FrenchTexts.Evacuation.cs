namespace SharedConsular.Languages;

internal static partial class FrenchTexts
{
    /// <summary>What is refused in a crisis, to a household and about a movement.</summary>
    public static IReadOnlyDictionary<string, string> Evacuation { get; } = new Dictionary<string, string>
    {
        ["crisis.not-found"] = "Cette crise n’existe pas.",
        ["crisis.exists"] = "Une crise de ce nom a déjà été déclarée.",
        ["crisis.not-crisis-cell"] = "Seule une cellule de crise peut déclarer une crise.",
        ["crisis.not-lead"] = "Seul l’État chef de file de cette crise peut le faire, ou l’équipe commune lorsque cela suffit.",
        ["crisis.ended"] = "Cette crise est terminée.",
        ["crisis.area-unusable"] = "La zone d’une crise est un ou plusieurs États, un polygone d’au moins trois sommets ou un cercle.",
        ["crisis.roles-unusable"] = "Une crise a au moins un État chef de file, chaque partie n’a qu’un rôle et il y a au plus {0} parties.",
        ["crisis.weight-out-of-range"] = "Une part est un poids de 1 à {0}.",
        ["crisis.percent-out-of-range"] = "Le taux d’utilisation va de 1 à 100 pour 100 places proposées.",
        ["crisis.too-many-instructions"] = "Une crise a au plus {0} consignes.",
        ["crisis.not-of-the-team"] = "Seules les parties de l’équipe commune peuvent être tenues d’accuser réception.",
        ["crisis.no-such-instruction"] = "Cette consigne n’existe pas.",
        ["crisis.overlay-out-of-range"] = "Cela ne peut pas être fixé pour une crise.",
        ["crisis.route-unusable"] = "Un itinéraire mène d’un lieu à un autre, et une crise en a au plus {0}.",

        ["household.not-found"] = "Ce groupe familial n’existe pas.",
        ["household.not-yours"] = "Seuls le groupe familial lui-même, son État ou l’État chef de file peuvent le faire.",
        ["household.already-registered"] = "Un groupe familial portant cette référence est déjà inscrit.",
        ["household.members-out-of-range"] = "Un groupe familial compte de 1 à {0} membres, chacun avec son propre numéro.",
        ["household.home-is-feared"] = "Le groupe familial craint son propre État ; une autre partie doit donc tenir son dossier.",
        ["household.no-such-adult"] = "L’adulte indiqué pour un enfant doit être un adulte du même groupe familial.",
        ["household.too-many-infants"] = "Chaque bébé voyage sur les genoux d’un adulte ; il faut donc autant d’adultes que de bébés.",
        ["household.counted-elsewhere"] = "Ce groupe familial est inscrit deux fois et compté sous une autre référence ; utilisez celle-là.",
        ["household.has-an-offer"] = "Le groupe familial a une offre en cours ; elle doit prendre fin avant toute autre promesse ou modification.",
        ["household.can-not-travel-now"] =
            "Le groupe familial ne peut pas voyager comme prévu : ses membres ont changé, ou un enfant n’a personne avec qui voyager.",
        ["household.offer-over"] = "Le délai pour répondre à cette offre est écoulé. Le groupe familial reste inscrit pour la suivante.",
        ["household.no-such-offer"] = "Le groupe familial n’a pas cette offre.",
        ["household.not-reportable"] =
            "Vous pouvez signaler que des personnes sont parties, restent, sont injoignables, sont décédées ou attendent finalement.",
        ["household.no-such-member"] = "Le groupe familial n’a pas ce membre.",
        ["household.has-travelled"] =
            "Une personne de ce groupe familial figure sur un manifeste clos ou est arrivée ; cela ne peut donc plus être modifié.",
        ["household.can-not-be-merged"] = "Ces inscriptions ne peuvent pas être réunies.",

        ["movement.not-found"] = "Ce départ n’existe pas.",
        ["movement.not-yours"] = "Seule la cellule de crise de la partie qui organise ce départ peut le faire.",
        ["movement.already-planned"] = "Un départ de ce nom est déjà prévu.",
        ["movement.places-out-of-range"] = "Un départ a de 1 à {0} places, et aucune catégorie n’est négative.",
        ["movement.times-out-of-order"] = "Le manifeste est clos avant le départ et l’arrivée vient après.",
        ["movement.goes-nowhere"] = "Un départ se termine ailleurs qu’à son point de départ.",
        ["movement.manifest-closed"] = "Le manifeste est clos ou le départ annulé ; rien ne peut plus changer quant aux places.",
        ["movement.household-parted"] = "Un groupe familial voyage entier : il a une place pour chacun de ses membres ou aucune.",
        ["movement.offered-too-often"] = "On proposerait plus de {0} fois les places disponibles.",
        ["movement.no-seats"] = "Ce groupe familial n’a pas de place pour ce départ.",
        ["movement.at-the-gate"] = "Une personne de ce groupe familial a passé la porte ; faites-la d’abord ressortir.",
        ["movement.gave-up-at-gate"] =
            "Le groupe familial {0} a renoncé à ses places et se trouve derrière la porte. Faites-le ressortir avant de clore.",
        ["movement.not-of-this-household"] = "Cette personne n’est pas de celles pour qui les places sont réservées.",
        ["movement.not-confirmed"] = "Ces places ne sont pas confirmées : le groupe familial n’a pas dit oui ou est en attente.",
        ["movement.parted-at-gate"] = "Le groupe familial {0} se trouve des deux côtés de la porte. Faites entrer les autres ou faites-le ressortir.",
        ["movement.double-use-open"] = "Un jeton du groupe familial {0} a servi à deux portes. Établissez qui est entré avant de clore.",
        ["movement.no-manifest"] = "Rien ne part sans manifeste clos.",
        ["movement.has-not-departed"] = "Le départ n’en est pas encore là.",
        ["movement.cost-known"] = "Un autre montant est déjà enregistré sous cet identifiant.",
        ["movement.no-amount"] = "Un montant est supérieur à zéro et au plus égal à 1 000 000 000 000 000 de la plus petite unité.",
        ["movement.full"] = "Il n’y a pas de place pour tous. Ils sont enregistrés sous {0} ; {1} ménages sont en attente avant eux.",
        ["movement.no-adult-at-gate"] = "Un enfant n’embarque pas sans un adulte de son ménage ; désignez d’abord un accompagnateur.",
        ["movement.no-such-cost"] = "Ce coût ou cette contestation n’existe pas.",
        ["movement.too-many-disputes"] = "Un départ a au plus {0} contestations.",
        ["movement.manifest-of-others"] = "L’organisateur et l’État chef de file voient tout le manifeste ; demandez les personnes de votre propre État.",
        ["household.too-many-relations"] = "Un ménage désigne de la famille dans au plus {0} autres.",
        ["preparedness.plan-not-found"] = "Ce plan d’urgence n’existe pas.",
        ["preparedness.not-keeper"] = "Seuls la cellule de crise ou un administrateur peuvent le faire.",
        ["preparedness.too-many-entries"] = "Au plus {0} entrées sont acceptées ici.",
        ["preparedness.no-assembly-point"] = "Un plan dit où l’on se rassemble : indiquez au moins un point de rassemblement.",
        ["preparedness.drill-due-before"] = "Le prochain exercice a lieu après celui qui a été tenu.",
        ["preparedness.no-such-recommendation"] = "Cette recommandation n’existe pas.",
        ["preparedness.not-owner"] = "Seuls la partie chargée de la recommandation ou un État chef de file peuvent dire où elle en est.",
        ["fault.in-the-future"] = "L’horloge du contrôle avance ; réglez-la et lisez de nouveau.",
        ["fault.no-such-household"] = "Aucun autre ménage de cette crise n’a cette référence.",

        ["household.no-such-match"] = "Ces deux inscriptions n’en font pas une, et personne n’a demandé si c’était le cas.",
        ["triage.not-found"] = "Ce classement n’existe pas.",
        ["text.not-written-so"] = "Écrivez État, nom, année de naissance, +accompagnants et lieu : GB Smith John 1980 +2 Port Sudan. {0} caractères au plus.",
        ["intake.busy"] =
            "Un très grand nombre de personnes s’inscrivent en ce moment. Rien n’est encore enregistré ; réessayez dans un instant, votre place dans la file est gardée.",
        ["fault.not-a-list"] = "Envoyez un csv dont l’en-tête a « name », un hxl avec sa ligne de mots-dièse, ou un pfif 1.4 sans type de document.",
        ["fault.not-a-day"] = "Écrivez le jour ainsi : 1990-02-03.",
    };
}
