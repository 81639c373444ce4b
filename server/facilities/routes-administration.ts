import type { Transaction } from 'kysely';
import {
  addPlaces,
  correctProject,
  createFacility,
  createProject,
  listAdministeredFacilities,
  listProjects,
  type PlacesOrder,
  previewPlaces,
  readFacilityAdministration as readAdministration,
  renameRoom,
  saveFacilitySettings,
} from '../../contract/facilities-administration.ts';
import type { Obstacle } from '../../contract/obstacles.ts';
import { type Actor, isAdministrator } from '../accounts/actor.ts';
import { readOrganizationRow } from '../accounts/store-organizations.ts';
import type { DB } from '../database/generated-types.ts';
import { type Route, route } from '../http/mount.ts';
import { changedMeanwhile, forbidden, notFound, refuse } from '../http/refusal.ts';
import { defaultTimeZone, localTime } from './rules.ts';
import { countPlaces, layOutPlaces } from './rules-places.ts';
import { changedSettings, obstaclesToPromises, obstaclesToSettings } from './rules-settings.ts';
import { lockFacilities } from './store.ts';
import {
  insertProject,
  readAdministeredFacilities,
  readFacilityAdministration,
  readProjects,
  readRoom,
  updateProject,
  updateRoomName,
} from './store-administration.ts';
import { insertPlaces, readRoomsThere } from './store-new-places.ts';
import { insertFacility, readPromised, updateFacility } from './store-settings.ts';

const administrators = { workgroups: ['system_administrators'] } as const;
const keepers = { workgroups: ['system_administrators', 'emergency_shelter_staff'] } as const;

const facilityOf = async (db: Transaction<DB>, id: number, now: Date) => {
  const facility = await readFacilityAdministration(db, id, now);
  if (!facility) throw notFound('facility');
  return facility;
};

/** A facility that this actor may look into as a keeper: any for administrators, the own one for its supervisors. */
const kept = async (db: Transaction<DB>, actor: Actor, id: number, now: Date) => {
  const facility = await facilityOf(db, id, now);
  if (isAdministrator(actor)) return facility;
  if (facility.organization.id !== actor.organizationId) throw notFound('facility');
  if (!actor.supervisor) throw forbidden('This needs a supervisor of the shelter.');
  return facility;
};

const projectOf = async (db: Transaction<DB>, id: number) => {
  const [project] = await readProjects(db, { id });
  if (!project) throw notFound('project');
  return project;
};

const endsBeforeStart = (p: {
  operatingStartDate?: string | null;
  operatingEndDate?: string | null;
}): Obstacle[] =>
  p.operatingStartDate && p.operatingEndDate && p.operatingEndDate < p.operatingStartDate
    ? [{ code: 'ends_before_begin', message: 'The operating end date lies before the start date' }]
    : [];

const planOf = async (db: Transaction<DB>, facilityId: number, order: PlacesOrder) =>
  layOutPlaces(order, await readRoomsThere(db, facilityId));

/** Projects, facilities, rooms and beds, as administrators make and correct them. */
export const facilityAdministrationRoutes: Route[] = [
  route(listProjects, { may: administrators, audit: null }, async ({ db, query }) => ({
    projects: await readProjects(db, query),
  })),

  route(createProject, { may: administrators, audit: 'project.create' }, async ({ db, now, body, audit }) => {
    const organization = await readOrganizationRow(db, body.organizationId);
    if (!organization) throw notFound('organization');
    const obstacles = [
      ...(organization.kind === 'shelter'
        ? []
        : [{ code: 'not_a_shelter' as const, message: `${organization.name} is no shelter organization` }]),
      ...(organization.closedAt
        ? [{ code: 'organization_closed' as const, message: `${organization.name} is closed` }]
        : []),
      ...endsBeforeStart(body),
    ];
    if (obstacles.length > 0) throw refuse('obstacles', 'The project was not made.', obstacles);
    const { kind, ...entries } = body;
    const id = await insertProject(db, {
      ...entries,
      projectType: kind === 'extended_stay' ? 0 : 1,
      at: now,
    });
    audit({ forOrganizationId: organization.id, detail: { project: id } });
    return projectOf(db, id);
  }),

  route(
    correctProject,
    { may: administrators, audit: 'project.correct' },
    async ({ db, params, body, audit }) => {
      const project = await projectOf(db, params.id);
      const obstacles = endsBeforeStart(body);
      if (obstacles.length > 0) throw refuse('obstacles', 'The project was not changed.', obstacles);
      await updateProject(db, params.id, body);
      audit({ forOrganizationId: project.organization.id, detail: { project: params.id } });
      return projectOf(db, params.id);
    },
  ),

  route(listAdministeredFacilities, { may: keepers, audit: null }, async ({ db, actor, now }) => {
    if (!isAdministrator(actor) && !actor.supervisor)
      throw forbidden('This needs a supervisor of the shelter.');
    const which = isAdministrator(actor) ? {} : { organizationId: actor.organizationId };
    return { facilities: await readAdministeredFacilities(db, which, localTime(now, defaultTimeZone).day) };
  }),

  route(
    createFacility,
    { may: administrators, audit: 'facility.create' },
    async ({ db, now, body, audit }) => {
      const { projectId, ...settings } = body;
      const project = await projectOf(db, projectId);
      if (project.kind === null) {
        throw refuse('not_a_shelter', 'No facility was made.', [
          { code: 'not_a_shelter' as const, message: `${project.name} is no emergency-shelter project` },
        ]);
      }
      const organization = await readOrganizationRow(db, project.organization.id);
      if (organization?.closedAt) throw refuse('organization_closed', `${organization.name} is closed.`);
      const obstacles = obstaclesToSettings(settings);
      if (obstacles.length > 0) throw refuse('obstacles', 'No facility was made.', obstacles);
      const id = await insertFacility(
        db,
        { organizationId: project.organization.id, projectId, at: now },
        settings,
      );
      audit({ facilityId: id, forOrganizationId: project.organization.id });
      return { id };
    },
  ),

  route(readAdministration, { may: keepers, audit: null }, ({ db, actor, params, now }) =>
    kept(db, actor, params.id, now),
  ),

  route(saveFacilitySettings, { may: administrators, audit: 'facility.save_settings' }, async (call) => {
    const { db, params, now } = call;
    const { seen, ...settings } = call.body;
    await lockFacilities(db, [params.id]);
    const facility = await facilityOf(db, params.id, now);
    if (seen && changedSettings(seen, facility.settings).length > 0) throw changedMeanwhile('facility');
    const promised = await readPromised(db, params.id, facility.tonight);
    const obstacles = [
      ...obstaclesToSettings(settings),
      ...obstaclesToPromises(facility.settings, settings, promised, now),
    ];
    if (obstacles.length > 0) throw refuse('obstacles', 'The settings were not saved.', obstacles);
    await updateFacility(db, params.id, settings);
    call.audit({
      facilityId: params.id,
      forOrganizationId: facility.organization.id,
      detail: { changed: changedSettings(facility.settings, settings).join(', ') },
    });
    call.tell(params.id);
    return facilityOf(db, params.id, now);
  }),

  route(previewPlaces, { may: administrators, audit: null }, async ({ db, params, body, now }) => {
    await facilityOf(db, params.id, now);
    const { rooms, obstacles } = await planOf(db, params.id, body);
    return { rooms, obstacles, places: countPlaces(body) };
  }),

  route(
    addPlaces,
    { may: administrators, audit: 'facility.add_places', line: ({ params }) => [params.id] },
    async (call) => {
      const { db, params, body, now } = call;
      const facility = await facilityOf(db, params.id, now);
      if (facility.closedAt) throw refuse('facility_closed', `${facility.settings.name} is closed.`);
      await lockFacilities(db, [params.id]);
      const { rooms, obstacles } = await planOf(db, params.id, body);
      if (obstacles.length > 0) throw refuse('obstacles', 'No place was made.', obstacles);
      await insertPlaces(db, params.id, rooms, body, body.from ?? facility.tonight);
      call.audit({
        facilityId: params.id,
        forOrganizationId: facility.organization.id,
        detail: { rooms: rooms.length, places: countPlaces(body) },
      });
      call.tell(params.id);
      return facilityOf(db, params.id, now);
    },
  ),

  route(renameRoom, { may: administrators, audit: 'room.rename' }, async (call) => {
    const { db, params, body, now } = call;
    const room = await readRoom(db, params.id);
    if (!room) throw notFound('room');
    const facility = await facilityOf(db, room.facilityId, now);
    await updateRoomName(db, params.id, body.name);
    call.audit({ facilityId: room.facilityId, forOrganizationId: facility.organization.id });
    call.tell(room.facilityId);
    return facilityOf(db, room.facilityId, now);
  }),
];
