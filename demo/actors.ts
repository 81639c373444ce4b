import type { Actor } from '../server/accounts/actor.ts';
import type { Database } from '../server/database/connect.ts';

/** Who acts for an organization: whoever is at the desk, and the supervisor for what only a supervisor decides. */
export interface Desk {
  staff: Actor;
  supervisor: Actor;
}

export type Desks = Map<string, Desk>;

/** The desk of each organization, by its name. */
export const readDesks = async ({ db }: Pick<Database, 'db'>): Promise<Desks> => {
  const rows = await db
    .selectFrom('membership as m')
    .innerJoin('userAccount as u', 'u.id', 'm.userId')
    .innerJoin('organization as o', 'o.id', 'm.organizationId')
    .select([
      'm.id',
      'm.userId',
      'm.organizationId',
      'm.workgroup',
      'm.supervisor',
      'u.name',
      'o.name as organization',
    ])
    .orderBy('m.id')
    .execute();
  const desks: Desks = new Map();
  for (const [organization, members] of Map.groupBy(rows, (m) => m.organization)) {
    const actors = members.map(
      (m): Actor => ({
        userId: m.userId,
        userName: m.name,
        sessionId: 'demo',
        membershipId: m.id,
        workgroup: m.workgroup as Actor['workgroup'],
        supervisor: m.supervisor,
        organizationId: m.organizationId,
        actingOrganizationId: m.organizationId,
      }),
    );
    const supervisor = actors.find((a) => a.supervisor) ?? actors[0]!;
    desks.set(organization, { supervisor, staff: actors.find((a) => !a.supervisor) ?? supervisor });
  }
  return desks;
};
