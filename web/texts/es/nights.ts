import type { nights as en } from '../en/nights.ts';

export const nights: typeof en = {
  morning: {
    title: 'Mañana',
    of: (day) => `Mañana, ${day}`,
    about: (n) => (n === 1 ? '1 durmió aquí y sigue aquí' : `${n} durmieron aquí y siguen aquí`),
    door: 'Mañana',
    done: (when, who) => (who ? `Confirmada ${when}, ${who}` : `Confirmada ${when}`),
    place: 'Lugar',
    who: 'Quién',
    nights: 'Noches',
    choice: 'Qué pasa ahora',
    slept: (n) => (n === 1 ? '1 noche' : `${n} noches`),
    choices: { leaving: 'Se va', returning: 'Vuelve esta noche', moved_out: 'Se mudó' },
    short: { leaving: 'se van', returning: 'vuelven', moved_out: 'se mudaron' },
    kept: (day) => `Esta noche ya es suya; sale ${day}`,
    onLeaveFrom: (day) => `Con permiso desde esta noche, vuelve ${day}`,
    awayList: 'Ausentes anoche, con permiso',
    away: (day) => `vuelve ${day}; no hay nada que preguntar`,
    backTonight: 'vuelve esta noche; no hay nada que preguntar',
    notChosen: (n) => `${n} sin preguntar`,
    allChosen: 'Se preguntó a todos',
    confirm: (n) => `Confirmar ${n}`,
    same: 'Como la última vez',
    keys: {
      move: 'Huésped siguiente o anterior',
      next: 'Opción siguiente',
      same: 'Como la última vez, para quien falta',
    },
    nightsToKeep: (name) => `Noches que se guardan para ${name}`,
    keepFor: (n) => (n === 1 ? '1 noche' : `${n} noches`),
    destination: (name) => `Adónde va ${name}`,
    nobody: 'Nadie a quien preguntar esta mañana',
    nobodyWhy: 'Quien durmió aquí anoche ya se fue o se espera otra vez esta noche.',
    toTonight: 'Esta noche',
    notConfirmed: 'La mañana no se confirmó',
    confirmed: (left, kept) =>
      `${left === 1 ? '1 salió' : `${left} salieron`}, ${kept === 1 ? '1 tiene lugar esta noche' : `${kept} tienen lugar esta noche`}.`,
    otherBed: (n) => (n === 1 ? '1 recibe otra cama que anoche.' : `${n} reciben otra cama que anoche.`),
    notKept: 'Sin lugar guardado para esta noche',
    notKeptWhy: 'Su salida está registrada. Con los demás todo siguió.',
    extend: 'Permitir más noches',
    extendUntil: 'Última noche que puede quedarse',
    extendReason: 'Por qué',
    extended_: (name) => `${name} puede quedarse más. Elija otra vez que vuelve esta noche.`,
  },
  destinations: {
    101: 'Otro albergue de emergencia',
    116: 'Un sitio que no es para vivir: la calle, un coche, una estación',
    118: 'Safe Haven',
    204: 'Hospital psiquiátrico',
    205: 'Tratamiento o desintoxicación',
    206: 'Hospital, no psiquiátrico',
    207: 'Cárcel, prisión o centro de menores',
    215: 'Hogar de acogida de menores',
    225: 'Residencia de cuidados',
    302: 'Vivienda de transición',
    312: 'Con familia, por un tiempo',
    313: 'Con amistades, por un tiempo',
    314: 'Hotel o motel, sin vale de albergue',
    329: 'Proyecto residencial o casa de medio camino',
    332: 'Casa anfitriona, sin crisis',
    410: 'Alquiler, sin subsidio',
    411: 'Casa propia, sin subsidio',
    421: 'Casa propia, con subsidio',
    422: 'Con familia, para quedarse',
    423: 'Con amistades, para quedarse',
    435: 'Alquiler con subsidio',
    24: 'Murió',
    17: 'Otro',
    37: 'El personal no pudo saberlo',
    8: 'No sabe',
    9: 'Prefiere no responder',
    30: 'Nadie pudo preguntar',
  },
  ownWords: 'En sus propias palabras',
  late: {
    title: 'Quién no ha llegado',
    door: 'Quién no ha llegado',
    about: (cutOff) => `La llegada termina ${cutOff}`,
    noCutOff: 'Este albergue no tiene hora de cierre de llegada; nadie se atrasa por sí solo.',
    overdue: (n) => (n === 1 ? '1 se atrasa' : `${n} se atrasan`),
    ask: 'Diga de cada uno si todavía viene. Quien no viene deja su lugar libre al momento; su inscripción pendiente se anula y no queda ninguna noche.',
    nobodyLate: 'Nadie se atrasa',
    nobodyLateWhy: (n) =>
      n === 0 ? 'Quienes se esperaban esta noche ya están aquí.' : `A ${n} se les espera todavía a tiempo.`,
    since: (when) => `atrasado desde ${when}`,
    partyOf: (n) => `de un grupo de ${n}`,
    stillExpected: 'Todavía viene',
    notHere: 'No llegó',
    until: 'Hasta',
    reason: 'Razón',
    reasons: ['En camino', 'Turno de trabajo', 'Sin transporte todavía', 'En el hospital'],
    save: (n) => (n === 1 ? 'Guardar 1 respuesta' : `Guardar ${n} respuestas`),
    allNotHere: 'Nadie llegó',
    othersNotHere: 'Los demás no llegaron',
    saved: (released, later) =>
      [
        ...(released > 0
          ? [released === 1 ? '1 lugar libre otra vez' : `${released} lugares libres otra vez`]
          : []),
        ...(later > 0 ? [later === 1 ? '1 todavía viene' : `${later} todavía vienen`] : []),
      ].join(', '),
    notSaved: 'Las respuestas no se guardaron',
    chooseFirst: 'Elija antes una respuesta.',
    expected: 'Todavía se espera',
    from: (when) => `hasta ${when}`,
    released: 'No llegaron',
    releasedWhy:
      'Si aparecen en la puerta, reciben otra vez reserva y lugar, mientras la mañana no esté confirmada.',
    releasedAt: (when, who) => (who ? `liberado ${when}, ${who}` : `liberado ${when} por sí solo`),
    back: 'Sí viene',
    backAbout: (name) => `${name} sí viene`,
    isBack: (name) => `A ${name} se le espera otra vez.`,
    isBackOther: (name) => `A ${name} se le espera otra vez, en otra cama.`,
    undone: 'Otra vez en espera, como antes.',
    notBack: 'No se guardó nada otra vez',
  },
  attention: {
    more: (n) => `y ${n} más`,
    title: 'Lo que necesita a alguien ahora',
    none: 'Nada espera.',
    kinds: {
      overdue: (n) => (n === 1 ? '1 huésped se atrasa' : `${n} huéspedes se atrasan`),
      without_place: (n) => (n === 1 ? '1 huésped perdió su lugar' : `${n} huéspedes perdieron su lugar`),
      still_in_house: (n) =>
        n === 1
          ? '1 huésped de anoche sin salida registrada'
          : `${n} huéspedes de anoche sin salida registrada`,
      exits_tomorrow: (n) =>
        n === 1 ? '1 inscripción termina sola mañana' : `${n} inscripciones terminan solas mañana`,
      count_is_stale: () => 'El conteo es antiguo',
      left_open: (n) =>
        n === 1 ? '1 persona se fue y sigue inscrita' : `${n} personas se fueron y siguen inscritas`,
      notices_due: (n) =>
        n === 1 ? 'Falta dar 1 aviso de una restricción' : `Falta dar ${n} avisos de restricciones`,
      bars_to_review: (n) =>
        n === 1 ? 'Hay 1 restricción por revisar' : `Hay ${n} restricciones por revisar`,
      appeals_to_decide: (n) =>
        n === 1 ? '1 apelación espera su decisión' : `${n} apelaciones esperan su decisión`,
      appeals_to_hear: (n) =>
        n === 1
          ? '1 apelación no tiene audiencia o revisor'
          : `${n} apelaciones no tienen audiencia o revisor`,
      guests_late: (n) => (n === 1 ? '1 huésped suyo llega tarde' : `${n} huéspedes suyos llegan tarde`),
      guests_released: (n) =>
        n === 1
          ? '1 no llegó; su lugar está libre otra vez'
          : `${n} no llegaron; sus lugares están libres otra vez`,
      guests_without_place: (n) =>
        n === 1 ? '1 huésped suyo perdió su lugar' : `${n} huéspedes suyos perdieron su lugar`,
      guests_not_eligible: (n) =>
        n === 1
          ? '1 reserva no se puede mantener: no puede quedarse ahí'
          : `${n} reservas no se pueden mantener: no pueden quedarse ahí`,
      assessments_open: (n) =>
        n === 1
          ? '1 evaluación se empezó y no se terminó'
          : `${n} evaluaciones se empezaron y no se terminaron`,
      counts_stale: (n) =>
        n === 1 ? '1 albergue tiene un conteo viejo' : `${n} albergues tienen un conteo viejo`,
      over_capacity: (n) =>
        n === 1
          ? '1 albergue tiene esta noche más personas que lugares'
          : `${n} albergues tienen esta noche más personas que lugares`,
    },
  },
  checkOut: {
    act: 'Registrar salida',
    title: (name) => `${name} se va`,
    slept: 'Llegó para esta misma noche. ¿Durmió aquí?',
    yes: 'Sí, durmió aquí',
    no: 'No. Entonces no queda registrada ninguna noche',
    where: 'Adónde va',
    whereWhy: 'Irse termina la inscripción.',
    movedOut: 'Se mudó definitivamente',
    note: 'Nota',
    save: 'Registrar salida',
    done: (name) => `La salida de ${name} está registrada.`,
    undone: 'En la casa otra vez, como antes.',
    notUndone: 'No se deshizo',
    notDone: 'La salida no se registró',
  },
};
