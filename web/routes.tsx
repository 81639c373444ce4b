import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { type Room, rooms } from './paths.ts';
import { BrokenScreen, MissingRoom } from './shell/missing-room.tsx';
import { Shell } from './shell/shell.tsx';
import { Loading } from './ui/loading.tsx';

const root = createRootRoute({ component: Shell, notFoundComponent: MissingRoom });

/** A room of its own: loaded when it is first entered. */
const room = <M extends Record<string, unknown>>(
  name: Room,
  load: () => Promise<M>,
  component: keyof M & string,
) =>
  createRoute({
    getParentRoute: () => root,
    path: rooms[name],
    component: lazyRouteComponent(load as () => Promise<Record<string, () => React.ReactNode>>, component),
  });

const client = createRoute({
  getParentRoute: () => root,
  path: rooms.client,
  component: lazyRouteComponent(() => import('./clients/client-record.tsx'), 'ClientRecord'),
});

const person = createRoute({
  getParentRoute: () => client,
  id: 'person',
  component: lazyRouteComponent(() => import('./clients/client-record.tsx'), 'PersonRoom'),
});

/** A room inside a client's record that takes all the space beside the folders. */
const wideRoom = <M extends Record<string, unknown>>(
  name: Room,
  load: () => Promise<M>,
  component: keyof M & string,
) =>
  createRoute({
    getParentRoute: () => client,
    path: rooms[name].slice(rooms.client.length),
    component: lazyRouteComponent(load as () => Promise<Record<string, () => React.ReactNode>>, component),
  });

/** A room inside a client's record: under its header, beside its folders. */
const clientRoom = <M extends Record<string, unknown>>(
  name: Room,
  load: () => Promise<M>,
  component: keyof M & string,
) =>
  createRoute({
    getParentRoute: () => person,
    path: rooms[name].slice(rooms.client.length) || '/',
    component: lazyRouteComponent(load as () => Promise<Record<string, () => React.ReactNode>>, component),
  });

const administration = createRoute({
  getParentRoute: () => root,
  path: rooms.administration,
  component: lazyRouteComponent(
    () => import('./administration/administration-frame.tsx'),
    'AdministrationFrame',
  ),
});

/** A room of Administration, beside its folders. */
const administrationRoom = <M extends Record<string, unknown>>(
  name: Room,
  load: () => Promise<M>,
  component: keyof M & string,
) =>
  createRoute({
    getParentRoute: () => administration,
    path: rooms[name].slice(rooms.administration.length) || '/',
    component: lazyRouteComponent(load as () => Promise<Record<string, () => React.ReactNode>>, component),
  });

const tree = root.addChildren([
  room('home', () => import('./home/home-screen.tsx'), 'HomeScreen'),
  room('clients', () => import('./clients/clients-screen.tsx'), 'ClientsScreen'),
  room('newClient', () => import('./clients/new-client-screen.tsx'), 'NewClientScreen'),
  room('facilities', () => import('./facilities/facilities-screen.tsx'), 'FacilitiesScreen'),
  room('bars', () => import('./bars/bars-screen.tsx'), 'BarsScreen'),
  room('bar', () => import('./bars/bar-screen.tsx'), 'BarScreen'),
  room('appealLetter', () => import('./bars/bar-letter-screen.tsx'), 'AppealLetterScreen'),
  room('barLetter', () => import('./bars/bar-letter-screen.tsx'), 'BarLetterScreen'),
  room('facility', () => import('./facilities/facility-screen.tsx'), 'FacilityScreen'),
  room('morning', () => import('./nights/morning-screen.tsx'), 'MorningScreen'),
  room('late', () => import('./nights/late-screen.tsx'), 'LateScreen'),
  room('exits', () => import('./nights/exits-screen.tsx'), 'ExitsScreen'),
  room('census', () => import('./nights/census-screen.tsx'), 'CensusScreen'),
  room('bedNights', () => import('./nights/bed-nights-screen.tsx'), 'BedNightsScreen'),
  room('roster', () => import('./nights/roster-screen.tsx'), 'RosterScreen'),
  room('arrive', () => import('./facilities/arrive-screen.tsx'), 'ArriveScreen'),
  room('account', () => import('./accounts/account-screen.tsx'), 'AccountScreen'),
  room('help', () => import('./help/help-screen.tsx'), 'HelpScreen'),
  administration.addChildren([
    administrationRoom(
      'administration',
      () => import('./administration/overview-screen.tsx'),
      'OverviewScreen',
    ),
    administrationRoom('imports', () => import('./administration/imports-screen.tsx'), 'ImportsScreen'),
    administrationRoom('importRun', () => import('./administration/import-screen.tsx'), 'ImportScreen'),
    administrationRoom('people', () => import('./administration/people-screen.tsx'), 'PeopleScreen'),
    administrationRoom('person', () => import('./administration/person-screen.tsx'), 'PersonScreen'),
    administrationRoom(
      'organizations',
      () => import('./administration/organizations-screen.tsx'),
      'OrganizationsScreen',
    ),
    administrationRoom(
      'organization',
      () => import('./administration/organization-screen.tsx'),
      'OrganizationScreen',
    ),
    administrationRoom(
      'assessmentForms',
      () => import('./administration/assessment-forms-screen.tsx'),
      'AssessmentFormsScreen',
    ),
    administrationRoom('ownTeam', () => import('./administration/own-team-screen.tsx'), 'OwnTeamScreen'),
    administrationRoom(
      'agreements',
      () => import('./administration/agreements-screen.tsx'),
      'AgreementsScreen',
    ),
    administrationRoom('barReport', () => import('./bars/bar-report-screen.tsx'), 'BarReportScreen'),
    administrationRoom(
      'administeredFacilities',
      () => import('./administration/facilities-screen.tsx'),
      'AdministeredFacilitiesScreen',
    ),
    administrationRoom(
      'facilitySettings',
      () => import('./administration/facility-settings-screen.tsx'),
      'FacilitySettingsScreen',
    ),
    administrationRoom('places', () => import('./administration/places-screen.tsx'), 'PlacesScreen'),
    administrationRoom('rules', () => import('./administration/rules-screen.tsx'), 'RulesScreen'),
    administrationRoom(
      'administeredBedNights',
      () => import('./administration/closed-nights-screen.tsx'),
      'ClosedNightsScreen',
    ),
    administrationRoom('closures', () => import('./administration/closures-screen.tsx'), 'ClosuresScreen'),
  ]),
  client.addChildren([
    wideRoom(
      'placementAssessment',
      () => import('./placement/placement-assessment.tsx'),
      'PlacementAssessment',
    ),
    wideRoom('intake', () => import('./enrollment/intake.tsx'), 'Intake'),
    wideRoom('exit', () => import('./enrollment/exit.tsx'), 'Exit'),
    wideRoom(
      'housingReservation',
      () => import('./reservations/housing-facilities.tsx'),
      'HousingFacilities',
    ),
    wideRoom('housingFacilities', () => import('./reservations/housing-facilities.tsx'), 'HousingFacilities'),
    wideRoom('confirmation', () => import('./reservations/confirmation-screen.tsx'), 'ConfirmationScreen'),
    person.addChildren([
      clientRoom('client', () => import('./clients/client-dashboard.tsx'), 'ClientDashboard'),
      clientRoom('basicInformation', () => import('./clients/basic-information.tsx'), 'BasicInformation'),
      clientRoom('household', () => import('./clients/household.tsx'), 'Household'),
      clientRoom('consent', () => import('./clients/consent.tsx'), 'Consent'),
      clientRoom('cards', () => import('./clients/cards.tsx'), 'Cards'),
      clientRoom('assessments', () => import('./clients/client-lists.tsx'), 'AssessmentsScreen'),
      clientRoom('enrollments', () => import('./clients/client-lists.tsx'), 'EnrollmentsScreen'),
      clientRoom('reservations', () => import('./clients/client-lists.tsx'), 'ReservationsScreen'),
      clientRoom('clientBarList', () => import('./clients/client-bar-list.tsx'), 'ClientBarListScreen'),
      clientRoom('issueBar', () => import('./bars/issue-bar-screen.tsx'), 'IssueBarScreen'),
      clientRoom('reservation', () => import('./reservations/reservation-page.tsx'), 'ReservationPage'),
      clientRoom('seenBy', () => import('./clients/seen-by.tsx'), 'SeenBy'),
    ]),
  ]),
]);

/** One router per signed-in person. */
export const makeRouter = () =>
  createRouter({
    routeTree: tree,
    defaultPreload: 'intent',
    defaultPendingComponent: Loading,
    defaultErrorComponent: BrokenScreen,
    scrollRestoration: true,
  });
