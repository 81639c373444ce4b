import { adultOrHead } from '../../contract/enrollment.ts';
import type { Night } from '../../contract/nights.ts';
import type { Answers } from '../../contract/placement.ts';
import { isAdult } from '../clients/rules.ts';
import { kindOf } from '../enrollment/intake.ts';
import { intakeForm } from '../enrollment/intake-form.ts';
import { questionsFor, toAskAtTheDoor } from '../enrollment/rules.ts';
import { fillUnanswered } from '../enrollment/store.ts';
import { ownFacility, tonightOf } from '../facilities/store.ts';
import { notFound, refuse } from '../http/refusal.ts';
import type { Form } from '../placement/definition.ts';
import { checkForm } from '../placement/form-check.ts';
import { type Act, lockForStay } from '../reservations/booking.ts';
import { readGuest } from '../reservations/store-board.ts';
import { type EnrollmentAsked, readEnrollmentAsked } from './store.ts';

/** What is open of one guest's start stage, and for whom it is asked. */
const lookUp = async (act: Act, guestId: number) => {
  const guest = await readGuest(act.db, guestId);
  if (!guest || guest.cancelledAt) throw notFound('guest');
  const facility = await ownFacility(act.db, act.actor, guest.facilityId);
  const enrollment = await readEnrollmentAsked(act.db, guest.enrollmentId);
  if (!enrollment) throw notFound('guest');
  const informationDate: Night =
    enrollment.entryDate ?? enrollment.plannedDate ?? tonightOf(facility, act.now);
  const who = {
    adult: isAdult(enrollment, informationDate),
    head: enrollment.relationshipToHoh === 1,
    kind: kindOf(facility),
  };
  return { guest, facility, enrollment, informationDate, who };
};

/** Only what nobody has answered yet, and what may follow from an answer to it. */
const openForm = (form: Form, asked: string[], answers: Answers): Form => {
  const open = new Set(asked.filter((name) => answers[name] === undefined || answers[name] === null));
  const isOpen = (name: string, visibleIf: string | undefined) =>
    open.has(name) ||
    (!asked.includes(name) &&
      (answers[name] === undefined || answers[name] === null) &&
      [...open].some((other) => visibleIf?.includes(`{${other}}`)));
  return {
    ...form,
    pages: form.pages
      .map((page) => ({ ...page, elements: page.elements.filter((q) => isOpen(q.name, q.visibleIf)) }))
      .filter((page) => page.elements.length > 0),
  };
};

/** What intake left open of a guest, to ask at the door. For the shelter that has the enrollment, and nobody else. */
export const questionsAtTheDoor = async (act: Act, guestId: number) => {
  const { guest, facility, enrollment, informationDate, who } = await lookUp(act, guestId);
  const { startAnswers: answers } = enrollment;
  const definition = openForm(intakeForm(who.kind), questionsFor(who), answers);
  return {
    seen: { clientIds: [guest.clientId], facilityId: facility.id },
    reply: {
      guestId,
      name: enrollment.name,
      goesBy: enrollment.goesBy,
      informationDate,
      open: toAskAtTheDoor(answers, who),
      definition: { ...definition },
      answers: onlyAsked(enrollment, definition),
      adultOrHead: who.adult || who.head,
    },
  };
};

// Of what was answered already, only what a condition of an open question reads.
const onlyAsked = ({ startAnswers }: EnrollmentAsked, form: Form): Answers => {
  const conditions = form.pages.flatMap((p) => p.elements.map((q) => q.visibleIf ?? '')).join(' ');
  return Object.fromEntries(
    Object.entries(startAnswers).filter(([name]) => conditions.includes(`{${name}}`)),
  );
};

/**
 * Saves what was answered at the door, as of the entry date: start-stage answers carry it. What somebody answered
 * before stays. HUD 5.03, 3.10.
 * @throws Refusal 409 with every answer that can't be, 404 for guests of other shelters
 */
export const answerAtTheDoor = async (act: Act, guestId: number, given: Answers) => {
  const { guest, facility } = await lookUp(act, guestId);
  await lockForStay(act, [guest.clientId], [facility.id]);
  const { enrollment, informationDate, who } = await lookUp(act, guestId);
  const form = intakeForm(who.kind);
  const { answers, problems } = checkForm(
    form,
    { ...given, ...enrollment.startAnswers },
    { [adultOrHead]: who.adult || who.head },
  );
  if (problems.length > 0)
    throw refuse(
      'answers',
      'Nothing was saved.',
      problems.map((p) => ({
        code: 'answer' as const,
        message: `${p.title}: ${p.message}`,
        facts: { question: p.question },
      })),
    );
  await fillUnanswered(act.db, [{ id: guest.enrollmentId, answers }], act.now);
  const now = { ...answers, ...enrollment.startAnswers };
  return {
    guest,
    facility,
    answered: Object.keys(given).length,
    reply: { informationDate, open: toAskAtTheDoor(now, who) },
  };
};
