import type { ObstacleCode } from '../../../contract/obstacles.ts';
import type { Facts } from '../en.ts';

const weekdays = ['dom', 'lun', 'mar', 'mié', 'jue', 'vie', 'sáb'];
const months = ['ene', 'feb', 'mar', 'abr', 'may', 'jun', 'jul', 'ago', 'sep', 'oct', 'nov', 'dic'];

/** 'lun 23 nov'; nothing where there is no day. */
const day = (night: Facts[string]): string => {
  if (typeof night !== 'string' || !/^\d{4}-/.test(night)) return '';
  const at = new Date(`${night.slice(0, 10)}T00:00:00Z`);
  return `${weekdays[at.getUTCDay()]} ${at.getUTCDate()} ${months[at.getUTCMonth()]}`;
};

const year = (night: Facts[string]) => `${day(night)} ${String(night).slice(0, 4)}`;

/** ' (lun 23 nov)' or ' (lun 23 nov a mié 25 nov)': the nights on which a reason holds, where it has some. */
const when = ({ night, lastNight }: Facts): string =>
  night ? ` (${day(night)}${lastNight ? ` a ${day(lastNight)}` : ''})` : '';

const left = (facts: Facts): string =>
  typeof facts.free === 'number' && facts.free > 0
    ? `; ${facts.free} ${facts.free === 1 ? 'lugar libre' : 'lugares libres'} de otro tipo`
    : '';

const names = (facts: Facts, without: string): string => {
  if (typeof facts.names !== 'string') return without;
  const at = facts.names.lastIndexOf(', ');
  return at < 0 ? facts.names : `${facts.names.slice(0, at)} y ${facts.names.slice(at + 2)}`;
};

/** 'Amina Farah: ', where a sentence about one of several is meant. */
const who = (facts: Facts): string => (typeof facts.name === 'string' ? `${facts.name}: ` : '');

const stay = ({ begin, end }: Facts): string => {
  if (!begin) return '';
  return end === 'infinity' ? `, desde ${day(begin)}` : `, ${day(begin)} a ${day(end)}`;
};

const ages = ({ ageFrom, ageTo }: Facts): string => {
  if (typeof ageFrom === 'number' && typeof ageTo === 'number') return `Solo de ${ageFrom} a ${ageTo} años`;
  if (typeof ageFrom === 'number') return `Solo desde ${ageFrom} años`;
  return typeof ageTo === 'number' ? `Solo hasta ${ageTo} años` : 'Solo para otra edad';
};

const doors: Record<string, string> = {
  team: 'equipos de reserva',
  walk_in: 'quien llega a la puerta',
  returning: 'huéspedes que vuelven',
  offer: 'ofertas de la lista de espera',
};

const phone = (facts: Facts): string => (facts.phone ? `: ${facts.phone}` : '');

/** Spanish for every reason, by its code and facts. */
export const obstacles: Record<ObstacleCode, (facts: Facts) => string> = {
  closed: (f) => `No está abierto${when(f)}`,
  overflow_closed: (f) => `Los lugares adicionales no están abiertos${when(f)}`,
  door_closed: (f) => `Sin lugar para ${doors[String(f.door)] ?? 'esta forma de llegar'}${when(f)}`,
  placement_mismatch: (f) =>
    `${f.placement === 'women' ? 'Solo lugares de mujeres' : 'Solo lugares de hombres'}${when(f)}${left(f)}`,
  age_mismatch: (f) => `${ages(f)}${when(f)}${left(f)}`,
  age_unknown: (f) => `${ages(f)}; no se sabe la edad${when(f)}${left(f)}`,
  families_only: (f) => `Solo para familias con niños${when(f)}${left(f)}`,
  adults_only: (f) => `Solo para adultos${when(f)}${left(f)}`,
  veterans_only: (f) => `Solo para veteranos${when(f)}${left(f)}`,
  no_lower_bunk: (f) => `Sin litera de abajo${when(f)}${left(f)}`,
  no_upper_under_six: (f) => `Sin litera de abajo para un niño menor de 6 años${when(f)}${left(f)}`,
  no_accessible_place: (f) => `Sin lugar accesible${when(f)}${left(f)}`,
  no_power: (f) => `Sin enchufe junto a la cama${when(f)}${left(f)}`,
  no_place_near_staff: (f) => `Sin lugar cerca del personal${when(f)}${left(f)}`,
  no_crib: (f) => `Sin cuna${when(f)}${left(f)}`,
  crib_only: (f) => `Solo hay cunas${when(f)}`,
  full: (f) => `Lleno${when(f)}`,
  party_too_large: (f) =>
    typeof f.left === 'number'
      ? `${f.left === 1 ? 'Queda 1 lugar' : `Quedan ${f.left} lugares`}; el grupo necesita ${f.size}${when(f)}`
      : `El grupo de ${f.size} es demasiado grande: aquí caben ${f.most} de ellos como máximo${when(f)}`,
  no_fitting_place: (f) => `No queda ningún lugar que sirva${when(f)}${left(f)}`,
  no_place_throughout: () =>
    'Hay lugar cada noche, pero ninguno que se pueda guardar durante toda la estancia',
  taken: (f) => `Ocupado${when(f)}`,
  unit_taken: (f) => `Otro grupo tiene este cuarto${when(f)}`,
  no_pets: (f) => `Aquí no se reciben mascotas${when(f)}`,
  no_pet_place: (f) =>
    f.left
      ? `${f.left === 1 ? 'Queda 1 lugar' : `Quedan ${f.left} lugares`} para mascotas; este grupo trae ${f.pets}${when(f)}`
      : `No queda lugar para mascotas${when(f)}`,
  no_such_place: () => 'Este lugar ya no existe',
  same_person_twice: () => 'La misma persona se nombra dos veces',
  already_placed: (f) => `Ya tiene un lugar aquí${when(f)}`,
  shares_with_nobody: () => 'El huésped cuyo lugar se comparte no tiene ninguno',

  not_eligible: (f) =>
    f.until
      ? `Aquí no es posible; puede quedarse otra vez desde ${year(f.until)}`
      : `Aquí no es posible ahora; llame al albergue${phone(f)}`,
  victim_service_provider: (f) =>
    `${f.facility ?? 'Este albergue'} guarda a sus huéspedes fuera de este sistema por ley; llámelo${phone(f)}`,
  no_walk_ins: (f) =>
    `${f.facility ?? 'Este albergue'} no recibe a nadie en la puerta; el equipo de reserva reserva sus lugares`,
  night_is_over: (f) =>
    f.tonight ? `${day(f.night)} ya pasó; la primera noche puede ser ${day(f.tonight)}` : 'Esa noche ya pasó',
  too_far_ahead: (f) => `Los lugares se guardan como máximo ${f.nights} noches por adelantado`,
  too_many_nights: (f) => `Como máximo ${f.nights} noches en una reserva`,
  already_reserved_here: (f) => `${f.name ?? 'Esta persona'} ya tiene un lugar aquí${stay(f)}`,
  already_has_place: (f) =>
    `${f.name ?? 'Esta persona'} ya tiene un lugar${stay(f)}${f.facility ? `: ${f.facility}` : ''}`,
  already_staying_here: (f) =>
    `${names(f, 'Esta persona')} ya se queda aquí; no hace falta nada nuevo, llame al albergue para confirmar${phone(f)}`,
  enrollment_does_not_match: (f) =>
    `La inscripción nombrada para ${names(f, 'esta persona')} no es del proyecto de este albergue`,
  no_enrollment: (f) =>
    `Falta la admisión en ${f.facility ?? 'este albergue'} para ${names(f, 'esta persona')}`,
  no_assessment: (f) =>
    `La evaluación de ubicación en albergue no está terminada para ${names(f, 'esta persona')}`,
  assessment_too_old: (f) =>
    `La última evaluación de ${names(f, 'esta persona')} valía hasta ${day(f.counted) || 'antes'}`,
  age_not_known: (f) =>
    `Pregunte a ${names(f, 'esta persona')} la fecha de nacimiento, o cuántos años más o menos`,
  consent_not_asked: (f) =>
    `Nadie ha preguntado todavía a ${names(f, 'esta persona')} si comparte sus datos; vale un sí o un no`,

  many_heads: () => 'Un hogar tiene una sola cabeza',
  no_head: () =>
    'Una de estas personas debe ser la cabeza del hogar, o unirse a una que ya esté inscrita aquí',
  start_is_over: (f) => `${day(f.night)} ya pasó; la primera noche prevista puede ser ${day(f.tonight)}`,
  start_too_far: (f) => `Un comienzo se prevé como máximo ${f.nights} noches por adelantado`,
  answer: () => 'Falta una respuesta, o no es de su forma',

  no_place_to_give: () => 'Este huésped no tiene un lugar propio en esta reserva',
  no_such_bed: () => 'En este albergue no hay tal cama',
  needs_override: () => 'Un supervisor puede darla de todos modos, con una razón',
  displaces: () => 'Alguien a quien se le prometió un lugar se quedaría sin él',
  place_lost: () => 'Sin lugar: la cama se cerró o se quitó',
  barred_here: () => 'Vetado aquí',
  displaced: (f) => `Una reserva desde ${day(f.night)} perdería su lugar o tendría uno que no sirve`,
  checked_in: (f) =>
    `Un huésped ya está dentro${f.facility ? ` en ${f.facility}` : ''}; el albergue termina la estancia con la salida`,
  cancelled_already: () => 'Esta reserva está cancelada',
  too_early: (f) => `La primera noche no es hoy: es ${day(f.night)}`,
  held: () => 'Un puesto guarda ese lugar para alguien al teléfono; termina en pocos minutos',
  in_house: () => 'Alguien duerme ahí esta noche; dele antes otra cama',
  left_already: () => 'Este huésped se fue; si vuelve a estar aquí, entra como quien llega sin reserva',
  not_expected: (f) => `${f.name ?? 'Esta persona'} no tiene lugar aquí esta noche`,
  no_room_with_party: () => 'No queda un lugar que sirva en la habitación de su grupo',
  leave_beyond_stay: (f) =>
    `La reserva llega hasta ${day(f.night)}: la primera noche de vuelta va antes. El equipo de reservas puede añadir noches`,
  leave_before_first_night: () => 'El permiso empieza después de la primera noche dormida aquí',
  leave_is_over: () => 'Se le espera, o está aquí, como cualquier otra noche',

  say_whether_slept: (f) => `${who(f)}Llegó para esta misma noche: diga si durmió aquí`,
  say_destination: () => 'Irse termina la inscripción: diga adónde va',
  not_in_house: () => 'Este huésped no está en el albergue',
  exited_already: (f) => `${who(f)}Esta inscripción ya terminó`,
  no_end_by_itself: (f) =>
    `${who(f)}Una estancia prolongada no termina por sí sola; no hay nada que mantener abierto`,
  never_began: (f) => `${who(f)}Esta inscripción está pendiente y nunca empezó; cancele la reserva`,
  place_ahead: (f) => `${who(f)}Tiene un lugar aquí desde ${day(f.night)}: cancele antes esa reserva`,
  exit_date: (f) =>
    f.begin === f.end
      ? `${who(f)}La salida es el día después de la última noche, ${day(f.begin)}`
      : `${who(f)}La salida es un día entre ${day(f.begin)} y ${day(f.end)}`,
  came_since: (f) => `${f.count} de estos huéspedes ya no se esperan`,
  stayed_longest: (f) =>
    `${f.name} ha dormido aquí ${f.nights} de las ${f.most} noches permitidas; un supervisor puede dar más`,
  no_rebooking: (f) => `${f.facility} no guarda lugares por la mañana; el equipo reserva cada noche`,
  too_many_nights_ahead: (f) =>
    `${f.facility} guarda un lugar por la mañana para ${f.nights} noches como máximo`,
  morning_is_over: () => 'La mañana de esa noche ya pasó',
  night_not_over: () => 'Esa noche no ha terminado; su mañana empieza con la noche siguiente',
  no_morning: () =>
    'Una estancia prolongada no tiene mañana; registre la salida de cada huésped cuando se mude',
  nights_left: (f) => `Quedan ${f.nights} de las ${f.most} noches permitidas aquí`,
  not_this_night: () => 'Se le espera hasta una hora de esta misma noche que aún no ha llegado',

  ended_elsewhere: () => 'Su lugar en otro sitio terminó con esta llegada y ya no se guarda',
  done_by_somebody_else: () => 'Lo hizo otra persona; solo ella puede deshacerlo',
  too_late_to_undo: (f) => `Solo se puede deshacer durante ${f.minutes} minutos`,
  agreement_ended: (f) => `Su equipo ya no reserva para ${f.organization ?? 'este albergue'}`,
  checked_in_since: () => 'Desde entonces entró un huésped; deshaga eso antes',
  left_since: () => 'Este huésped se fue desde entonces',
  exited_since: () => 'Su inscripción terminó desde entonces; deshaga primero ese fin',
  enrolled_since: () => 'Esta persona tiene otra inscripción aquí desde entonces',
  not_this_way: () => 'Esta diferencia no se corrige así',
  settled_already: () => 'Alguien ya corrigió esta diferencia',
  no_bed_nights: () => 'Un albergue de estancia prolongada no registra noches de cama',
  night_ahead: () => 'Esa noche aún no ha llegado',
  night_closed: (f) =>
    `Las noches anteriores al ${day(f.night)} están cerradas; pida a un administrador que las corrija`,
  before_entry: () => 'La inscripción aún no había comenzado esa noche',
  after_exit: () =>
    'Ya se había ido; el día de salida nunca es una noche de cama. Un administrador puede anotar una última noche olvidada',
  arrived_ahead: () => 'Esa hora aún no ha llegado',
  arrived_other_night: () => 'Esa hora no fue de esta noche',
  still_in_house: () => 'Está en la casa o tiene un lugar aquí: termine eso antes',
  imported_stays: () => 'Esta inscripción llegó por importación; corríjala en el sistema del que viene',
  entry_night_stays: () =>
    'Es la noche de entrada; sin ella la inscripción nunca habría comenzado. Si es la única noche, un administrador puede quitarla',

  closed_already: () => 'Una de estas camas ya está cerrada en una de estas noches',
  nothing_chosen: () => 'Elija qué cuartos, camas o datos',
  no_such_weekday: () => 'Ninguno de esos días de la semana está entre esas noches',
  release_needs_hours: () =>
    'Los lugares solo pueden liberarse solos después de que termina la llegada: diga desde y hasta cuándo es',
  most_nights_crossed: () => 'La estancia más larga tiene más noches que los días en que se cuenta',
  pets_promised: (f) =>
    `${f.pets} mascotas ya tienen lugar en una misma noche; cancele o mueva antes sus reservas`,
  night_would_change: (f) =>
    `Con esa zona horaria y ese cambio de día la noche sería la de ${day(f.night)}, mientras hay personas con lugar para la de ${day(f.tonight)}; guárdelo a una hora que sea de la misma noche en ambas`,
  ages_crossed: () => 'La edad más alta es menor que la más baja',
  one_label_for_many: () => 'Una etiqueta es para una sola cama',
  has_stays: () => 'Hay personas con reserva o lugar allí desde esta noche',
  other_organization: () => 'Ese proyecto es de otra organización',
  ends_before_begin: () => 'El último día debe venir después del primero',
  no_places: () => 'El encargo no hace ningún lugar; diga cuántas literas, camas, catres o colchonetas',
  too_many_places: () => 'El encargo hace demasiados lugares de una vez',
  unit_in_unit: () =>
    'Un cuarto para un solo grupo no tiene camas dobles ni cubículos propios: cuente sus lugares como camas sencillas',
  unnamed_is_plain: () =>
    'Los lugares sin nombre son colchonetas, catres, camas sencillas o cunas en un cuarto abierto',
  room_is_there: () => 'Ese cuarto ya existe; un cuarto para un solo grupo se hace entero',

  born_later: () => 'La fecha de nacimiento está en el futuro',
  dob_quality: () => 'La fecha de nacimiento y su calidad no concuerdan',
  ssn_quality: () => 'El número y su calidad no concuerdan',
  no_ssn: () =>
    'Nadie tiene ese número de Seguro Social; escriba x por cada cifra que no se sabe, o déjelo vacío',
  race_none: () => 'O se eligen razas, o la razón de que no haya ninguna',
  name_missing: () => 'Un registro conserva un nombre, o su nombre en clave',
  does_not_share: () =>
    'Esta persona no comparte: aquí solo se corrigen los nombres, cómo saludarla y la edad aproximada',
  head_leaves: () => 'La cabeza del hogar sale la última, o antes otra persona pasa a serlo',
  in_household: () => 'Esta persona ya está en un hogar',
  age_missing: () => 'No hay fecha de nacimiento ni edad aproximada',
  adult_answers: () => 'Es una persona adulta y responde por sí misma',
  head_answers: () => 'Es menor de 18 años; responde la cabeza del hogar',
  search_first: () => 'Nadie ha mirado todavía si esta persona ya se conoce',
  likely_duplicate: () => 'Ya se conoce a alguien que parece ser esta persona',

  needs_review_date: () => '“Hasta revisión” necesita el día de la revisión',
  incident_ahead: () => 'El día de lo ocurrido aún no llega',
  warning_first: (f) =>
    `Primero va una advertencia: no hay ninguna por esta regla en los últimos ${f.days ?? 30} días. Advierta, o diga por qué no`,
  threat_never_rests: () => 'Por una amenaza inmediata la restricción no se suspende por el clima',
  bar_is_over: () => 'Esta restricción ya terminó',
  not_shorter: () => 'El nuevo final debe ser antes del que tiene y después de la primera noche',
  review_not_asked: () => 'Esta restricción tiene final; no espera revisión',
  appeal_before_bar: () => 'El día de la apelación aún no llega',
  not_the_reviewer: () => 'Solo quien revisa esta apelación la decide',
  reviewer_not_neutral: () =>
    'La apelación la oye alguien del albergue que no puso la restricción ni depende de quien la puso',
  decided_already: () => 'Esta apelación ya está decidida',
  needs_end: () => 'Para acortarla falta la primera noche en que puede quedarse otra vez',
  not_covered: () => 'Esta restricción no cubre ese albergue',
  nights_over: () => 'Estas noches ya pasaron',
  override_over: () => 'Este permiso ya se retiró',
  whole_months: () =>
    'Las restricciones de otros albergues se cuentan por meses enteros que ya pasaron: elija meses',
  one_open_appeal: () => 'Ya hay una apelación abierta contra esta restricción',
  override_once: () => 'Ya hay un permiso allí para una de estas noches',
  needs_supervisor: () => '“Hasta revisión” lo decide un supervisor',
  unreadable_form: () => 'El formulario no se puede leer; corrija su definición',
  no_form: () => 'Un administrador publica el formulario del equipo; pregunte al suyo',
  finished_already: () =>
    'Una evaluación terminada queda como está; una nueva empieza con las mismas respuestas',
  import_running: () => 'Solo corre una importación a la vez',

  not_a_team: () => 'Esa organización no es un equipo de reserva',
  not_a_shelter: () => 'No es un albergue',
  organization_closed: () => 'La organización está cerrada',
  account_closed: () => 'La cuenta está cerrada',
  other_workgroup: () => 'Ese grupo de trabajo no es de este tipo de organización',
  over: () => 'Ya terminó',
  in_the_past: () => 'Puede terminar hoy como pronto; lo que valía hasta ahora queda como estaba',
  reports_to_self: () => 'Nadie responde ante sí mismo',
  reports_to_closed: () => 'La cuenta de la persona responsable está cerrada',
  last_administrator: () => 'No quedaría nadie que pueda entrar y administrar Berth, hoy y sin fin',
  dead_link: () => 'Un enlace sirve una vez, durante una semana. Pida otro a su administrador.',
  has_people: () => 'Todavía hay personas con una combinación allí',
  has_facilities: () => 'Todavía hay albergues abiertos allí',
  has_agreements: () => 'Todavía hay acuerdos de reserva en vigor o por venir',

  changed_meanwhile: () => 'Mire lo que hay ahora y hágalo otra vez.',

  bed_promised_once: () => 'Ese lugar se ocupó hace un momento.',
  client_promised_once: () => 'Esta persona ya tiene un lugar en una de estas noches.',
  unit_one_party: () => 'Otro grupo tiene este cuarto en una de estas noches.',
  one_pending_enrollment: () => 'Ya hay una inscripción pendiente en este proyecto.',
  one_open_enrollment: () => 'Ya hay una inscripción abierta en este proyecto.',
  guest_enrollment_agrees: () => 'Esa inscripción es de otra persona o de otro proyecto.',
  guest_once_per_reservation: () => 'Una persona se nombra dos veces.',
  household_one_head: () => 'Un hogar tiene una sola cabeza.',
  household_member_pkey: () => 'Esta persona ya estuvo antes en el hogar.',
  client_card_pkey: () => 'Esa tarjeta ya es de alguien.',
  alias_once: () => 'Ese alias ya está.',
  one_draft_per_client_and_team: () => 'Ya hay un borrador abierto.',
  rule_once_per_room: () => 'Otra regla de este cuarto cubre algunas de estas noches.',
  rule_once_per_bed: () => 'Otra regla de esta cama cubre algunas de estas noches.',
  overflow_once: () => 'Los lugares adicionales ya están abiertos en algunas de estas noches.',
  room_name_once: () => 'Ya hay un cuarto con ese nombre.',
  unit_name_once: () => 'Ya hay una unidad con ese nombre.',
  bed_label_once: () => 'Ya hay una cama con esa etiqueta en este cuarto.',
  user_email_once: () => 'Alguien ya entra con esa dirección.',
  membership_once: () => 'Ya tiene esa combinación.',
  agreement_once: () => 'En algunos de esos días ya vale un acuerdo entre estas dos organizaciones.',
  form_version_once: () => 'Alguien publicó esta versión hace un momento.',
  one_hold_per_desk: () => 'Este puesto ya guarda ese lugar.',
  bed_night_once: () => 'Esa noche ya está anotada.',
  one_leave_at_a_time: () => 'Ya hay un permiso para algunas de esas noches',
};
