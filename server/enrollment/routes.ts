import { openIntake, saveIntake } from '../../contract/enrollment.ts';
import { caseworkers, isAdult } from '../clients/rules.ts';
import { bookableFacility, tonightOf } from '../facilities/store.ts';
import { type Route, route } from '../http/mount.ts';
import { fillableNames } from '../placement/form-check.ts';
import { readLastAnswers } from '../placement/store-last-answers.ts';
import { enroll, kindOf, obstaclesAhead, whoMayCome } from './intake.ts';
import { intakeForm } from './intake-form.ts';
import { saidAtExit } from './rules.ts';
import { readEnrollmentSummaries, readStanding } from './store.ts';

export const enrollmentRoutes: Route[] = [
  route(
    openIntake,
    { may: caseworkers, audit: 'intake.open' },
    async ({ db, actor, params, query, now, audit }) => {
      const facility = await bookableFacility(db, actor, query.facilityId, now);
      const tonight = tonightOf(facility, now);
      const act = { db, actor, now };
      const people = await whoMayCome(act, params.id, tonight);
      const clientIds = people.map((person) => person.id);
      const definition = intakeForm(kindOf(facility));
      const standing = await readStanding(db, actor, clientIds, facility.projectId);
      const enrollments = await readEnrollmentSummaries(db, actor, clientIds);
      const last = await readLastAnswers(db, actor, clientIds, fillableNames(definition));
      const client = people.find((person) => person.id === params.id)!;
      audit({ clientIds, facilityId: facility.id, forOrganizationId: facility.organizationId });
      return {
        facility: {
          id: facility.id,
          name: facility.name,
          projectId: facility.projectId,
          projectName: facility.projectName,
          kind: kindOf(facility),
        },
        definition: { ...definition },
        members: people.map((person) => {
          const here = standing.get(person.id);
          return {
            clientId: person.id,
            name: person.name,
            age: person.age,
            adult: isAdult(person, tonight),
            relationshipToHoH: person.relationshipToHoH,
            enrollment: enrollments.find((e) => e.id === here?.id) ?? null,
            saidAtExit: saidAtExit(
              enrollments.filter((e) => e.clientId === person.id),
              facility.projectId,
              tonight,
            ),
            answers: here?.visible ? here.answers : {},
            lastAnswers: last.get(person.id) ?? {},
          };
        }),
        obstacles: await obstaclesAhead(act, facility, client, standing.get(params.id)),
        tonight,
      };
    },
  ),

  route(
    saveIntake,
    { may: caseworkers, audit: 'intake.save', line: ({ body }) => [body.facilityId] },
    async ({ db, actor, body, now, audit }) => {
      const { facility, enrollments } = await enroll({ db, actor, now }, body);
      audit({
        clientIds: body.members.map((member) => member.clientId),
        facilityId: facility.id,
        forOrganizationId: facility.organizationId,
      });
      return { enrollments };
    },
  ),
];
