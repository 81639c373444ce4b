import type { Workgroup } from '../contract/accounts.ts';

/** Somebody who signs in to the demo county. */
export interface DemoUser {
  name: string;
  email: string;
  organization: string;
  workgroup: Workgroup;
  supervisor: boolean;
  /** As the list of sign-ins names it; who has none is a colleague of somebody on it. */
  role?: string;
}

const memberOf =
  (workgroup: Workgroup) =>
  (name: string, email: string, organization: string, more: Partial<DemoUser> = {}): DemoUser => ({
    name,
    email,
    organization,
    workgroup,
    supervisor: false,
    ...more,
  });
const teamMember = memberOf('shelter_reservation_team');
const shelterStaff = memberOf('emergency_shelter_staff');

const supervisor = { supervisor: true };

/** Every team has a lead, every shelter a supervisor and staff: whoever acts in the demo is one of them. */
export const people: DemoUser[] = [
  teamMember('Imani Solberg', 'imani@frontdoor.example', 'Tamarack County Front Door', {
    role: 'Shelter Reservation Team, single adults',
  }),
  teamMember('Jon Okafor', 'jon@frontdoor.example', 'Tamarack County Front Door', {
    ...supervisor,
    role: 'Shelter Reservation Team, lead',
  }),
  teamMember('Rosa Ibarra', 'rosa@familyline.example', 'Tamarack Family Shelter Line', {
    role: 'Shelter Reservation Team, families',
  }),
  teamMember('Bao Vang', 'bao@familyline.example', 'Tamarack Family Shelter Line', supervisor),
  teamMember('Dale Whitebird', 'dale@cedarriver.example', 'Cedar River Single Point of Entry', {
    role: 'Shelter Reservation Team, second county',
  }),
  teamMember('Joyce Ostrander', 'joyce@cedarriver.example', 'Cedar River Single Point of Entry', supervisor),
  shelterStaff('Teo Lindgren', 'teo@birchwater.example', 'Birchwater Shelters', {
    role: 'Emergency Shelter Staff, Birchwater',
  }),
  shelterStaff('Ada Brandt', 'ada@birchwater.example', 'Birchwater Shelters', {
    ...supervisor,
    role: 'Emergency Shelter Staff, supervisor, Birchwater',
  }),
  shelterStaff('Quinn Reyes', 'quinn@quarryroad.example', 'Quarry Road Shelter', {
    ...supervisor,
    role: 'Emergency Shelter Staff, supervisor, Quarry Road',
  }),
  shelterStaff('Duane Stokes', 'duane@quarryroad.example', 'Quarry Road Shelter'),
  shelterStaff('Mee Xiong', 'mee@ferrypoint.example', 'Ferry Point Family Services', {
    role: 'Emergency Shelter Staff, Ferry Point',
  }),
  shelterStaff('Lorraine Haugen', 'lorraine@ferrypoint.example', 'Ferry Point Family Services', supervisor),
  shelterStaff('Keisha Dorsey', 'keisha@marigold.example', 'Marigold House'),
  shelterStaff('Wanda Colby', 'wanda@marigold.example', 'Marigold House', supervisor),
  shelterStaff('Vernon Greer', 'vernon@lanternhall.example', 'Lantern Hall Mission'),
  shelterStaff('Monique Gaines', 'monique@lanternhall.example', 'Lantern Hall Mission', supervisor),
  shelterStaff('Jasmine Sutton', 'jasmine@kestrel.example', 'Kestrel Youth Services'),
  shelterStaff('Kyle Novak', 'kyle@kestrel.example', 'Kestrel Youth Services', supervisor),
  shelterStaff('Gus Petersen', 'gus@cedarandmain.example', 'Cedar & Main'),
  shelterStaff('Renee Pruitt', 'renee@cedarandmain.example', 'Cedar & Main', supervisor),
  shelterStaff('Faysal Osman', 'faysal@granitehill.example', 'Granite Hill Recuperative Care'),
  shelterStaff('Heather Tilden', 'heather@granitehill.example', 'Granite Hill Recuperative Care', supervisor),
  shelterStaff('Nasra Egal', 'nasra@willowpath.example', 'Willow Path'),
  shelterStaff('Carla Maddox', 'carla@willowpath.example', 'Willow Path', supervisor),
  shelterStaff('Brent Fenwick', 'brent@cedarriver.example', 'Cedar River Shelter Partnership'),
  shelterStaff('Rhonda Mayfield', 'rhonda@cedarriver.example', 'Cedar River Shelter Partnership', supervisor),
  {
    name: 'Pat Olsen',
    email: 'pat@tamarack.example',
    organization: 'Tamarack County',
    workgroup: 'system_administrators',
    supervisor: true,
    role: 'System Administrators',
  },
];

export const demoPassword = 'berth-demo';

/** The sign-ins as the start prints them: one for each role. */
export const demoSignIns = (): string =>
  [
    `Practice county; everybody's password is ${demoPassword}:`,
    ...people.flatMap((p) => (p.role ? [`  ${p.email.padEnd(26)} ${p.name.padEnd(16)} ${p.role}`] : [])),
  ].join('\n');
