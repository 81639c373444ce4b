/** Every room of the app and the URL that names it. A menu shows a door only where routes.tsx has built the room. */
export const rooms = {
  home: '/',
  clients: '/clients',
  newClient: '/clients/new',
  client: '/clients/$clientId',
  basicInformation: '/clients/$clientId/basic-information',
  household: '/clients/$clientId/household',
  consent: '/clients/$clientId/consent',
  cards: '/clients/$clientId/cards',
  placementAssessment: '/clients/$clientId/placement-assessment',
  assessments: '/clients/$clientId/assessments',
  intake: '/clients/$clientId/intake',
  enrollments: '/clients/$clientId/enrollments',
  exit: '/clients/$clientId/exit',
  housingReservation: '/clients/$clientId/housing-reservation',
  housingFacilities: '/clients/$clientId/housing-facilities',
  confirmation: '/clients/$clientId/housing-reservation/$reservationId',
  reservations: '/clients/$clientId/reservations',
  reservation: '/clients/$clientId/reservations/$reservationId',
  clientBarList: '/clients/$clientId/client-bar-list',
  issueBar: '/clients/$clientId/client-bar-list/new',
  seenBy: '/clients/$clientId/seen-by',
  bars: '/facilities/bars',
  bar: '/facilities/bars/$barId',
  barLetter: '/facilities/bars/$barId/letter',
  appealLetter: '/facilities/bars/$barId/appeals/$appealId/letter',
  facilities: '/facilities',
  facility: '/facilities/$facilityId',
  morning: '/facilities/$facilityId/morning',
  late: '/facilities/$facilityId/late',
  exits: '/facilities/$facilityId/exits',
  census: '/facilities/$facilityId/count',
  bedNights: '/facilities/$facilityId/bed-nights',
  roster: '/facilities/$facilityId/roster',
  arrive: '/arrive/$code',
  reports: '/reports',
  administration: '/administration',
  people: '/administration/people',
  person: '/administration/people/$personId',
  organizations: '/administration/organizations',
  organization: '/administration/organizations/$organizationId',
  assessmentForms: '/administration/organizations/$organizationId/assessment-forms',
  ownTeam: '/administration/team',
  agreements: '/administration/agreements',
  administeredFacilities: '/administration/facilities',
  barReport: '/administration/bars',
  facilitySettings: '/administration/facilities/$facilityId',
  places: '/administration/facilities/$facilityId/places',
  rules: '/administration/facilities/$facilityId/rules',
  administeredBedNights: '/administration/facilities/$facilityId/bed-nights',
  closures: '/administration/facilities/$facilityId/closures',
  imports: '/administration/imports',
  importRun: '/administration/imports/$importId',
  account: '/account',
  help: '/help',
} as const;

export type Room = keyof typeof rooms;

type ParamNames<Path extends string> = Path extends `${string}$${infer Name}/${infer Rest}`
  ? Name | ParamNames<`/${Rest}`>
  : Path extends `${string}$${infer Name}`
    ? Name
    : never;

type Params<R extends Room> = Record<ParamNames<(typeof rooms)[R]>, number | string>;

/** The URL of a room: `pathTo('household', { clientId: 7 })`. */
export const pathTo = <R extends Room>(
  room: R,
  ...[params]: ParamNames<(typeof rooms)[R]> extends never ? [] : [params: Params<R>]
): string =>
  rooms[room].replaceAll(/\$(\w+)/g, (_, name: string) =>
    encodeURIComponent(String((params as Record<string, number | string>)[name])),
  );
