import { issueBar, liftBar } from '../../contract/bars.ts';
import { lockClients, lockForWriting } from '../clients/store.ts';
import { lockFacilities, ownFacility } from '../facilities/store.ts';
import { type Route, route } from '../http/mount.ts';
import { notFound, Refusal, refuse } from '../http/refusal.ts';
import { endBar, insertBar, readOwnBar, readTouchedReservations } from './store.ts';

const shelterStaff = { workgroups: ['emergency_shelter_staff'] } as const;

export const barRoutes: Route[] = [
  route(
    issueBar,
    { may: shelterStaff, audit: 'bar.issue' },
    async ({ db, actor, body, now, audit, tell }) => {
      const permanent = body.endDate === null;
      if (body.endDate !== null && body.endDate <= body.beginDate) {
        throw new Refusal({
          status: 400,
          code: 'shape',
          title: 'The first night they may stay again must come after the first barred night.',
          fields: { 'body.endDate': 'A later night' },
        });
      }
      if (permanent && (!body.reviewOn || !actor.supervisor)) {
        throw refuse('needs_review', 'A bar without an end was not saved.', [
          ...(body.reviewOn
            ? []
            : [
                {
                  code: 'needs_review_date' as const,
                  message: 'Until reviewed needs the day of the review.',
                  next: { label: 'Name the day', act: 'review_on' },
                },
              ]),
          ...(actor.supervisor
            ? []
            : [
                {
                  code: 'needs_supervisor' as const,
                  message: 'Until reviewed is for a supervisor to decide.',
                  next: { label: 'Give it an end', act: 'end_date' },
                },
              ]),
        ]);
      }
      if (body.facilityId) await ownFacility(db, actor, body.facilityId);
      // Waits for bookings of this person under way, so that each is either listed below or sees this bar.
      await lockForWriting(db, actor, [body.clientId]);
      if (body.facilityId) await lockFacilities(db, [body.facilityId]);
      const scope = {
        clientId: body.clientId,
        organizationId: actor.organizationId,
        facilityId: body.facilityId,
      };
      const id = await insertBar(db, {
        ...scope,
        beginDate: body.beginDate,
        endDate: body.endDate,
        reviewOn: body.reviewOn,
        reasonCode: body.reasonCode,
        narrative: body.narrative,
        at: now,
        by: actor.userId,
      });
      const touched = await readTouchedReservations(db, {
        ...scope,
        nights: { begin: body.beginDate, end: body.endDate ?? 'infinity' },
      });
      for (const t of touched) tell(t.facilityId);
      audit({
        clientIds: [body.clientId],
        facilityId: body.facilityId ?? undefined,
        detail: { bar: id, touches: touched.length },
      });
      return {
        id,
        touches: touched.map(({ reservationId, facilityName, beginDate, endDate }) => ({
          reservationId,
          facilityName,
          beginDate,
          endDate,
        })),
      };
    },
  ),

  route(
    liftBar,
    { may: { ...shelterStaff, supervisor: true }, audit: 'bar.lift' },
    async ({ db, actor, params, body, now, audit }) => {
      const bar = await readOwnBar(db, params.id, actor.organizationId);
      if (!bar) throw notFound('bar');
      await lockClients(db, [bar.clientId]);
      const ended = await endBar(db, {
        id: bar.id,
        organizationId: actor.organizationId,
        at: now,
        by: actor.userId,
        reason: body.reason,
      });
      if (!ended) throw refuse('ended_already', 'This bar has ended already.');
      audit({ clientIds: [bar.clientId], detail: { bar: bar.id } });
      return { id: bar.id };
    },
  ),
];
