import type { Workgroup } from '../../contract/accounts.ts';

/**
 * Who acts. `organizationId` is where the membership is held: sight follows it. `actingOrganizationId` is the one
 * chosen in the tab: it may be another through a booking agreement, and changes nothing about sight.
 */
export interface Actor {
  userId: string;
  userName: string;
  sessionId: string;
  /** 0 while the user holds no combination. */
  membershipId: number;
  workgroup: Workgroup;
  supervisor: boolean;
  organizationId: number;
  actingOrganizationId: number;
}

export const isTeam = (actor: Actor) => actor.workgroup === 'shelter_reservation_team';
export const isShelter = (actor: Actor) => actor.workgroup === 'emergency_shelter_staff';
export const isAdministrator = (actor: Actor) => actor.workgroup === 'system_administrators';
