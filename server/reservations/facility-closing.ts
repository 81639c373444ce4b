import type { closeFacility } from '../../contract/displacement.ts';
import type { Obstacle } from '../../contract/obstacles.ts';
import { type FacilityRow, lockFacilities, readFacility, tonightOf } from '../facilities/store.ts';
import {
  markFacilityClosed,
  readAdministeredFacilities,
  readFacilityAdministration,
  readProjects,
  updateFacilityProject,
} from '../facilities/store-administration.ts';
import type { Call } from '../http/mount.ts';
import { notFound, refuse } from '../http/refusal.ts';
import { readPromisedClients } from './store-displacement.ts';

type Within = Pick<Call<typeof closeFacility>, 'db' | 'actor' | 'now' | 'audit' | 'tell'>;

const openFacility = async ({ db }: Within, id: number): Promise<FacilityRow> => {
  await lockFacilities(db, [id]);
  const facility = await readFacility(db, id);
  if (!facility) throw notFound('facility');
  return facility;
};

const stays = async ({ db, now }: Within, facility: FacilityRow): Promise<Obstacle[]> => {
  const people = (await readPromisedClients(db, facility.id, tonightOf(facility, now))).length;
  return people === 0
    ? []
    : [
        {
          code: 'has_stays',
          message: `${people === 1 ? 'One person has' : `${people} people have`} a reservation or a place there from tonight on`,
          next: { label: 'Current Reservations', act: 'open_board' },
        },
      ];
};

const asListed = async ({ db, now }: Within, id: number) => {
  const [listed] = await readAdministeredFacilities(db, { id }, now.toISOString().slice(0, 10));
  if (!listed) throw notFound('facility');
  return listed;
};

/** Closes a facility for good, once nobody has a place there. */
export const closeForGood = async (call: Within, id: number) => {
  const facility = await openFacility(call, id);
  const obstacles = await stays(call, facility);
  if (obstacles.length > 0) throw refuse('obstacles', `${facility.name} was not closed.`, obstacles);
  await markFacilityClosed(call.db, id, call.now);
  call.audit({ facilityId: id, forOrganizationId: facility.organizationId });
  call.tell(id);
  return asListed(call, id);
};

/** Opens a closed facility again. */
export const openAgain = async (call: Within, id: number) => {
  const listed = await asListed(call, id);
  if (!listed.closedAt) throw refuse('open_already', `${listed.name} is open.`);
  await markFacilityClosed(call.db, id, null);
  call.audit({ facilityId: id, forOrganizationId: listed.organization.id });
  call.tell(id);
  return asListed(call, id);
};

/** From now on the facility reports as another project. What was recorded stays with the project of its time. */
export const reportAs = async (call: Within, id: number, projectId: number) => {
  const facility = await openFacility(call, id);
  const [project] = await readProjects(call.db, { id: projectId });
  if (!project || project.kind === null) throw notFound('project');
  const obstacles: Obstacle[] = [
    ...(project.organization.id === facility.organizationId
      ? []
      : [
          {
            code: 'other_organization' as const,
            message: `${project.name} belongs to ${project.organization.name}`,
          },
        ]),
    ...(await stays(call, facility)),
  ];
  if (obstacles.length > 0) throw refuse('obstacles', 'The project was not changed.', obstacles);
  await updateFacilityProject(call.db, id, projectId);
  call.audit({ facilityId: id, forOrganizationId: facility.organizationId, detail: { project: projectId } });
  call.tell(id);
  const administration = await readFacilityAdministration(call.db, id, call.now);
  if (!administration) throw notFound('facility');
  return administration;
};
