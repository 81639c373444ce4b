import { z } from 'zod';
import { endpoint, Id, Instant } from './endpoint.ts';

/** The workgroups of the field; a workgroup decides workspaces, menus and acts. */
export const Workgroup = z.enum([
  'shelter_reservation_team',
  'emergency_shelter_staff',
  'system_administrators',
]);
export type Workgroup = z.infer<typeof Workgroup>;

export const workgroupNames: Record<Workgroup, string> = {
  shelter_reservation_team: 'Shelter Reservation Team',
  emergency_shelter_staff: 'Emergency Shelter Staff',
  system_administrators: 'System Administrators',
};

/** Headers that carry the choice of one browser tab; checked at each call. */
export const actingHeaders = { membership: 'berth-membership', organization: 'berth-organization' } as const;
/** Marks a refetch that no person asked for: it does not keep an idle session alive. */
export const liveHeader = 'berth-live';

/** A workgroup and an organization the user may act as: a membership, or a membership through an agreement. */
export const Combination = z.object({
  membershipId: Id,
  workgroup: Workgroup,
  supervisor: z.boolean(),
  homeOrganization: z.object({ id: Id, name: z.string() }),
  organization: z.object({ id: Id, name: z.string() }),
});
export type Combination = z.infer<typeof Combination>;

export const Session = z.object({
  user: z.object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    secondFactor: z.boolean().describe('Sign-in asks for a code of the authenticator app, too'),
  }),
  combinations: z.array(Combination),
  inForce: Combination.nullable(),
  idleMinutes: z.number(),
  helpdesk: z.string().nullable(),
  practice: z.boolean(),
  now: Instant,
  timeZone: z.string().describe('In which the installation tells the time'),
  /** Which step the team opens first; null for others. */
  opensFirst: z.enum(['assessment', 'housing_facilities']).nullable(),
});
export type Session = z.infer<typeof Session>;

export const readSession = endpoint({
  name: 'readSession',
  method: 'GET',
  path: '/api/session',
  summary: 'Who is signed in, which combinations they hold and which one this call carries',
  reply: Session,
});

export const recordInput = endpoint({
  name: 'recordInput',
  method: 'POST',
  path: '/api/session/input',
  summary: 'A person touched the screen: the session is not idle',
  reply: z.object({ idleAt: Instant }),
});
