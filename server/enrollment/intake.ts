import { randomBytes } from 'node:crypto';
import type { Transaction } from 'kysely';
import type { z } from 'zod';
import { adultOrHead, type saveIntake } from '../../contract/enrollment.ts';
import type { ShelterKind } from '../../contract/facilities.ts';
import { addDays, ageOn, type Night, type Nights } from '../../contract/nights.ts';
import type { Obstacle } from '../../contract/obstacles.ts';
import type { Answers } from '../../contract/placement.ts';
import type { Actor } from '../accounts/actor.ts';
import { barObstacles } from '../bars/store.ts';
import { fullName, isAdult } from '../clients/rules.ts';
import { lockForWriting } from '../clients/store.ts';
import { type MemberRow, readMembers } from '../clients/store-households.ts';
import type { DB } from '../database/generated-types.ts';
import { shelterKind } from '../facilities/rules.ts';
import { bookableFacility, type FacilityRow, lockFacilities, tonightOf } from '../facilities/store.ts';
import { notFound, refuse } from '../http/refusal.ts';
import type { Form } from '../placement/definition.ts';
import { type AnswerProblem, checkForm } from '../placement/form-check.ts';
import { intakeForm } from './intake-form.ts';
import { householdIdOf, type IntakeMember, obstaclesToIntake } from './rules.ts';
import {
  type EnrollmentOf,
  fillUnanswered,
  readEnrollees,
  readSaved,
  readStanding,
  type Standing,
  savePending,
} from './store.ts';

/** One transaction of an actor at an instant. */
interface Act {
  db: Transaction<DB>;
  actor: Actor;
  now: Date;
}

type Body = z.output<(typeof saveIntake)['body']>;
type Member = Body['members'][number];

export const kindOf = (facility: FacilityRow): ShelterKind =>
  shelterKind(facility.projectType) ?? 'night_by_night';

/** The people an intake may be for: the client, then the household's others, as far as this actor knows them. */
export const whoMayCome = async (act: Act, clientId: number, today: Night): Promise<MemberRow[]> => {
  const household = await readMembers(act.db, act.actor, clientId, today);
  if (household.some((member) => member.id === clientId)) return household;
  const [alone] = await readEnrollees(act.db, [clientId]);
  if (!alone) throw notFound('client');
  return [
    {
      id: clientId,
      name: fullName(alone),
      sayIt: null,
      goesBy: alone.goesBy,
      codeName: false,
      householdId: 0,
      relationshipToHoH: 1,
      age: ageOn(alone.dob, today),
      dob: alone.dob,
      ageFrom: alone.ageFrom,
      ageTo: alone.ageTo,
    },
  ];
};

/** What already speaks against an intake of one person here, before anybody fills a form in vain. */
export const obstaclesAhead = async (
  act: Act,
  facility: FacilityRow,
  person: MemberRow,
  standing: Standing | undefined,
): Promise<Obstacle[]> => {
  const tonight = tonightOf(facility, act.now);
  const nights = nightsOf(kindOf(facility), [tonight]);
  return obstaclesToIntake({
    facility: factsOf(facility),
    tonight,
    // Who is head is chosen on the form.
    members: [{ ...memberFacts(person, standing), startDate: tonight, relationshipToHoH: 1 }],
    joins: null,
    bars: await barObstacles(act.db, { clientIds: [person.id], facilityId: facility.id, nights }),
  });
};

/**
 * Intake: one pending enrollment per person, re-dated rather than doubled; an open night-by-night enrollment is reused and
 * its answers are only completed.
 * @throws Refusal 409 with every reason of every member; nothing is saved
 */
export const enroll = async (
  act: Act,
  body: Body,
): Promise<{ facility: FacilityRow; enrollments: EnrollmentOf[] }> => {
  const { db, actor, now } = act;
  const facility = await bookableFacility(db, actor, body.facilityId, now);
  const clientIds = body.members.map((member) => member.clientId);
  await lockForWriting(db, actor, clientIds);
  await lockFacilities(db, [facility.id]);

  const tonight = tonightOf(facility, now);
  const kind = kindOf(facility);
  const people = new Map((await readEnrollees(db, clientIds)).map((person) => [person.id, person]));
  const standing = await readStanding(db, actor, clientIds, facility.projectId);
  const members = body.members.map((member) => {
    const person = people.get(member.clientId)!;
    const startDate = member.startDate ?? tonight;
    const facts = {
      ...memberFacts({ ...person, name: person.goesBy ?? fullName(person) }, standing.get(person.id)),
      relationshipToHoH: member.relationshipToHoH,
      startDate,
    };
    return { facts, answers: answersOf(intakeForm(kind), member, isAdult(person, startDate)) };
  });
  const joins = await householdJoined(act, facility, body.members);
  const facts = members.map((member) => member.facts);
  const nights = nightsOf(
    kind,
    facts.map((member) => member.startDate),
  );
  const obstacles = [
    ...obstaclesToIntake({
      facility: factsOf(facility),
      tonight,
      members: facts,
      joins,
      bars: await barObstacles(db, { clientIds, facilityId: facility.id, nights }),
    }),
    ...members.flatMap((member) =>
      member.answers.problems.map((problem) => sayProblem(member.facts, problem)),
    ),
  ];
  if (obstacles.length > 0)
    throw refuse('not_enrolled', `Not enrolled at ${facility.name}. Nothing was saved.`, obstacles);

  const reused = members.filter((member) => member.facts.standing?.state === 'open');
  await fillUnanswered(
    db,
    reused.map((member) => ({ id: standing.get(member.facts.clientId)!.id, answers: member.answers.given })),
    now,
  );
  const saved = await savePending(
    db,
    {
      projectId: facility.projectId,
      organizationId: facility.organizationId,
      coc: facility.cocCode,
      householdId: householdIdOf(facts, joins, randomBytes(10).toString('hex')),
      madeBy: actor.organizationId,
      at: now,
      by: actor.userId,
    },
    members
      .filter((member) => member.facts.standing?.state !== 'open')
      .map(({ facts: { clientId, relationshipToHoH, startDate }, answers }) => ({
        clientId,
        relationshipToHoH,
        plannedDate: startDate,
        answers: answers.given,
      })),
  );
  const ids = [...saved, ...reused.map((member) => standing.get(member.facts.clientId)!.id)];
  return { facility, enrollments: await readSaved(db, ids) };
};

// From the first planned night on: until they move out, or one night after the last planned start.
const nightsOf = (kind: ShelterKind, starts: Night[]): Nights => {
  const sorted = [...starts].sort();
  return { begin: sorted[0]!, end: kind === 'extended_stay' ? 'infinity' : addDays(sorted.at(-1)!, 1) };
};

const factsOf = (facility: FacilityRow) => ({
  name: facility.name,
  phone: facility.phone,
  kind: kindOf(facility),
  victimServiceProvider: facility.victimServiceProvider,
});

const memberFacts = (
  person: { id: number; name: string },
  standing: Standing | undefined,
): Omit<IntakeMember, 'relationshipToHoH' | 'startDate'> => ({
  clientId: person.id,
  name: person.name,
  standing: standing ? { state: standing.state, hudHouseholdId: standing.hudHouseholdId } : null,
});

/** Answers to what a form asks of this person; a null takes an earlier answer back. */
export const answersOf = (
  form: Form,
  member: { answers: Answers; relationshipToHoH: number | null },
  adult: boolean,
): { given: Answers; problems: AnswerProblem[] } => {
  const variables = { [adultOrHead]: adult || member.relationshipToHoH === 1 };
  const { answers, problems } = checkForm(form, member.answers, variables);
  const takenBack = Object.entries(member.answers).filter(([, answer]) => answer === null);
  return { given: { ...Object.fromEntries(takenBack), ...answers }, problems };
};

/** Without a head among them, they join their household's head who is enrolled here. */
const householdJoined = async (
  act: Act,
  facility: FacilityRow,
  members: Member[],
): Promise<string | null> => {
  if (members.some((member) => member.relationshipToHoH === 1)) return null;
  const household = await readMembers(act.db, act.actor, members[0]!.clientId, tonightOf(facility, act.now));
  const head = household.find((member) => member.relationshipToHoH === 1);
  if (!head) return null;
  const standing = await readStanding(act.db, act.actor, [head.id], facility.projectId);
  return standing.get(head.id)?.hudHouseholdId ?? null;
};

/** What is wrong with an answer, and whose it is. */
export const sayProblem = (member: { clientId: number; name: string }, problem: AnswerProblem): Obstacle => ({
  code: 'answer',
  message: `${member.name}, ${problem.title}: ${problem.message}`,
  facts: { client: member.clientId, question: problem.question },
  next: { label: 'Go to this question', act: 'question' },
});
