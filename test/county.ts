import { type Caller, type RunningApp, startApp } from './app.ts';
import { agreement, type FacilityMade, facility, organization, user } from './factories.ts';

/** A small county for tests: one team with agreements, one without, two shelters, one caller for each role. */
export interface County extends RunningApp {
  team: number;
  otherTeam: number;
  birchwater: number;
  quarry: number;
  commons: FacilityMade;
  sundog: FacilityMade;
  quarryRoad: FacilityMade;
  /** What each of them types to sign in. */
  emails: Record<
    | 'specialist'
    | 'staff'
    | 'supervisor'
    | 'quarryStaff'
    | 'quarrySupervisor'
    | 'otherSpecialist'
    | 'administrator',
    string
  >;
  specialist: Caller;
  /** Signs in everybody else on demand: a password check is slow by intent. */
  staff(): Promise<Caller>;
  supervisor(): Promise<Caller>;
  quarryStaff(): Promise<Caller>;
  quarrySupervisor(): Promise<Caller>;
  otherSpecialist(): Promise<Caller>;
  administrator(): Promise<Caller>;
}

export const startCounty = async (options: Parameters<typeof startApp>[0] = {}): Promise<County> => {
  const running = await startApp(options);
  const { db } = running.database;
  const team = await organization(db, 'Tamarack County Front Door', 'reservation_team');
  const otherTeam = await organization(db, 'Cedar County Entry', 'reservation_team');
  const birchwater = await organization(db, 'Birchwater Shelters', 'shelter', { phone: '(555) 014-0199' });
  const quarry = await organization(db, 'Quarry Road Shelter', 'shelter', { phone: '(555) 014-0175' });
  const office = await organization(db, 'Tamarack County', 'administration');
  await agreement(db, team, birchwater);
  await agreement(db, team, quarry);

  const commons = await facility(db, birchwater, 'Birchwater Commons', [
    { beds: ['lower', 'upper', 'lower', 'upper'] },
    { beds: ['single', 'single', 'single'], privateUnit: true },
  ]);
  const sundog = await facility(db, birchwater, 'Sundog Center', [{ beds: ['single', 'single'] }], {
    extendedStay: true,
    phone: '(555) 014-0161',
  });
  const quarryRoad = await facility(db, quarry, 'Quarry Road Shelter', [{ beds: ['lower', 'upper'] }], {
    phone: '(555) 014-0175',
  });

  const people = {
    specialist: await user(db, 'Imani Solberg', [
      { organizationId: team, workgroup: 'shelter_reservation_team' },
    ]),
    staff: await user(db, 'Teo Lindgren', [
      { organizationId: birchwater, workgroup: 'emergency_shelter_staff' },
    ]),
    supervisor: await user(db, 'Ada Brandt', [
      { organizationId: birchwater, workgroup: 'emergency_shelter_staff', supervisor: true },
    ]),
    quarryStaff: await user(db, 'Quinn Reyes', [
      { organizationId: quarry, workgroup: 'emergency_shelter_staff' },
    ]),
    quarrySupervisor: await user(db, 'Noor Haddad', [
      { organizationId: quarry, workgroup: 'emergency_shelter_staff', supervisor: true },
    ]),
    otherSpecialist: await user(db, 'Sam Whitebird', [
      { organizationId: otherTeam, workgroup: 'shelter_reservation_team' },
    ]),
    administrator: await user(db, 'Pat Olsen', [
      { organizationId: office, workgroup: 'system_administrators' },
    ]),
  };
  const once = (who: keyof typeof people) => {
    let caller: Promise<Caller> | undefined;
    return () => (caller ??= running.signIn(people[who].email));
  };
  return {
    ...running,
    team,
    otherTeam,
    birchwater,
    quarry,
    commons,
    sundog,
    quarryRoad,
    emails: Object.fromEntries(
      Object.entries(people).map(([who, { email }]) => [who, email]),
    ) as County['emails'],
    specialist: await running.signIn(people.specialist.email),
    staff: once('staff'),
    supervisor: once('supervisor'),
    quarryStaff: once('quarryStaff'),
    quarrySupervisor: once('quarrySupervisor'),
    otherSpecialist: once('otherSpecialist'),
    administrator: once('administrator'),
  };
};
