namespace SharedConsular.Languages;

internal static partial class SpanishTexts
{
    /// <summary>What is refused in a crisis, to a household and about a movement.</summary>
    public static IReadOnlyDictionary<string, string> Evacuation { get; } = new Dictionary<string, string>
    {
        ["crisis.not-found"] = "Esta crisis no existe.",
        ["crisis.exists"] = "Ya se declaró una crisis con este nombre.",
        ["crisis.not-crisis-cell"] = "Solo una célula de crisis puede declarar una crisis.",
        ["crisis.not-lead"] = "Solo puede hacerlo el Estado que dirige esta crisis, o el equipo conjunto cuando eso basta.",
        ["crisis.ended"] = "Esta crisis ha terminado.",
        ["crisis.area-unusable"] = "La zona de una crisis es uno o más Estados, un polígono de al menos tres vértices o un círculo.",
        ["crisis.roles-unusable"] = "Una crisis tiene al menos un Estado que la dirige, cada parte tiene una sola función y hay como máximo {0} partes.",
        ["crisis.weight-out-of-range"] = "Una cuota es un peso de 1 a {0}.",
        ["crisis.percent-out-of-range"] = "El aprovechamiento se indica de 1 a 100 por cada 100 plazas ofrecidas.",
        ["crisis.too-many-instructions"] = "Una crisis tiene como máximo {0} instrucciones.",
        ["crisis.not-of-the-team"] = "Solo puede pedirse acuse de recibo a las partes del equipo conjunto.",
        ["crisis.no-such-instruction"] = "Esta instrucción no existe.",
        ["crisis.overlay-out-of-range"] = "Esto no puede fijarse para una crisis.",
        ["crisis.route-unusable"] = "Una ruta lleva de un lugar a otro, y una crisis tiene como máximo {0}.",

        ["household.not-found"] = "Este grupo familiar no existe.",
        ["household.not-yours"] = "Solo pueden hacerlo el propio grupo familiar, su Estado o el Estado que dirige la crisis.",
        ["household.already-registered"] = "Ya está inscrito un grupo familiar con esta referencia.",
        ["household.members-out-of-range"] = "Un grupo familiar tiene de 1 a {0} miembros, cada uno con su propio número.",
        ["household.home-is-feared"] = "El grupo familiar teme a su propio Estado, por lo que otra parte debe llevar su registro.",
        ["household.no-such-adult"] = "La persona adulta indicada para un menor debe ser del mismo grupo familiar.",
        ["household.too-many-infants"] = "Cada bebé viaja en el regazo de una persona adulta, así que debe haber tantas como bebés.",
        ["household.counted-elsewhere"] = "Este grupo familiar está inscrito dos veces y se cuenta con otra referencia; use esa.",
        ["household.has-an-offer"] = "El grupo familiar tiene una oferta vigente; debe terminar antes de prometer o cambiar otra cosa.",
        ["household.can-not-travel-now"] =
            "El grupo familiar no puede viajar como estaba previsto: sus miembros cambiaron o un menor no tiene con quién viajar.",
        ["household.offer-over"] = "El plazo para responder a esta oferta terminó. El grupo familiar sigue inscrito para la próxima.",
        ["household.no-such-offer"] = "El grupo familiar no tiene esta oferta.",
        ["household.not-reportable"] =
            "Puede comunicar que hay personas que se fueron, se quedan, están ilocalizables, fallecieron o esperan después de todo.",
        ["household.no-such-member"] = "El grupo familiar no tiene este miembro.",
        ["household.has-travelled"] = "Alguien de este grupo familiar figura en un manifiesto cerrado o ya llegó, así que esto no puede cambiarse.",
        ["household.can-not-be-merged"] = "Estos registros no pueden unirse.",

        ["movement.not-found"] = "Esta salida no existe.",
        ["movement.not-yours"] = "Solo puede hacerlo la célula de crisis de la parte que organiza esta salida.",
        ["movement.already-planned"] = "Ya está prevista una salida con este nombre.",
        ["movement.places-out-of-range"] = "Una salida tiene de 1 a {0} plazas, y ninguna clase es menor que cero.",
        ["movement.times-out-of-order"] = "El manifiesto se cierra antes de la salida y la llegada es posterior.",
        ["movement.goes-nowhere"] = "Una salida termina en un lugar distinto de donde empieza.",
        ["movement.manifest-closed"] = "El manifiesto está cerrado o la salida se canceló, así que nada de sus plazas puede cambiar.",
        ["movement.household-parted"] = "Un grupo familiar viaja entero: tiene una plaza para cada miembro o ninguna.",
        ["movement.offered-too-often"] = "Se ofrecerían más de {0} veces las plazas que hay.",
        ["movement.no-seats"] = "Este grupo familiar no tiene plazas en esta salida.",
        ["movement.at-the-gate"] = "Alguien de este grupo familiar pasó la puerta; hágalo salir primero.",
        ["movement.gave-up-at-gate"] = "El grupo familiar {0} renunció a sus plazas y está dentro de la puerta. Hágalo salir antes de cerrar.",
        ["movement.not-of-this-household"] = "Esta persona no está entre aquellas para quienes son las plazas.",
        ["movement.not-confirmed"] = "Estas plazas no están confirmadas: el grupo familiar no ha dicho que sí o está en espera.",
        ["movement.parted-at-gate"] = "El grupo familiar {0} está a ambos lados de la puerta. Haga entrar a los demás o hágalo salir.",
        ["movement.double-use-open"] = "Una ficha del grupo familiar {0} se usó en dos puertas. Averigüe quién entró antes de cerrar.",
        ["movement.no-manifest"] = "Nada sale sin un manifiesto cerrado.",
        ["movement.has-not-departed"] = "La salida todavía no ha llegado a ese punto.",
        ["movement.no-amount"] = "Un importe es mayor que cero.",
        ["movement.cost-known"] = "Ya consta otro importe con este identificador.",

        ["household.no-such-match"] = "Estos dos registros no son uno solo, y nadie ha preguntado si lo son.",
        ["triage.not-found"] = "No existe esa clasificación.",
        ["text.not-written-so"] =
            "Escriba Estado, nombre, año de nacimiento, +acompañantes y lugar: GB Smith John 1980 +2 Port Sudan. {0} caracteres como máximo.",
        ["intake.busy"] =
            "Muchísimas personas se registran ahora. Todavía no se ha guardado nada; inténtelo de nuevo en un momento, su lugar en la fila se conserva.",
        ["fault.not-a-list"] = "Envíe csv con un encabezado que tenga «name», hxl con su fila de etiquetas, o pfif 1.4 sin tipo de documento.",
        ["fault.not-a-day"] = "Escriba el día así: 1990-02-03.",
    };
}
