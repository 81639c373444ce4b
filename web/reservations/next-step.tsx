import { Button, type ButtonProps } from '@mantine/core';
import { IconPhone } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { FacilitySummary } from '../../contract/facilities.ts';
import { addDays, countNights, type Night } from '../../contract/nights.ts';
import type { Obstacle } from '../../contract/obstacles.ts';
import { pathTo } from '../paths.ts';
import type { Texts } from '../texts/en.ts';
import { type Formats, useFormats } from '../texts/formats.ts';
import { useTexts } from '../texts/language.tsx';
import { type StaySearch, writeStaySearch } from './stay-search.ts';

/** The stay an obstacle stands in the way of, and what its next step may change. */
export interface SoughtStay {
  /** In whose record the stay is sought. */
  clientId: number;
  facility: Pick<FacilitySummary, 'id' | 'tonight' | 'kind'>;
  begin: Night;
  end: Night;
  /** Who comes along. */
  with: number[];
  onNights: (begin: Night, end: Night) => void;
  onUpperBunk?: (() => void) | undefined;
  onChooseEnrollment?: (() => void) | undefined;
  onReadAgain?: (() => void) | undefined;
}

type Step = { label: string } & (
  | { kind: 'act'; act: () => void }
  | { kind: 'call'; phone: string }
  | { kind: 'room'; to: string; search: Record<string, unknown> }
);

/** What to do about an obstacle; null where nobody can change it. */
export const nextStep = (
  obstacle: Obstacle,
  stay: SoughtStay,
  texts: Texts,
  formats: Formats,
): Step | null => {
  const { acts } = texts.reservations.refused;
  const { facts = {}, until } = obstacle;
  const whose = Number(facts.client ?? stay.clientId);
  const search: StaySearch = {
    facility: stay.facility.id,
    begin: stay.begin,
    end: stay.end,
    with: stay.with,
  };
  const back = { ...writeStaySearch(search), ...(whose !== stay.clientId && { of: stay.clientId }) };
  const room = (label: string, to: string): Step => ({ kind: 'room', label, to, search: back });
  const act = (label: string, does: (() => void) | undefined): Step | null =>
    does ? { kind: 'act', label, act: does } : null;
  const nights = countNights({ begin: stay.begin, end: stay.end });
  switch (obstacle.next?.act) {
    case 'intake':
      return {
        kind: 'room',
        label: acts.intake,
        to: pathTo('intake', { clientId: stay.clientId }),
        search: writeStaySearch(search),
      };
    case 'assessment':
      return room(acts.assessment, pathTo('placementAssessment', { clientId: whose }));
    case 'consent':
      return room(acts.consent, pathTo('consent', { clientId: whose }));
    case 'basic_information':
      return room(acts.basicInformation, pathTo('basicInformation', { clientId: whose }));
    case 'open_reservation':
      return facts.reservation
        ? {
            kind: 'room',
            label: acts.openReservation,
            to: pathTo('reservation', { clientId: whose, reservationId: Number(facts.reservation) }),
            search: {},
          }
        : null;
    case 'call':
      return facts.phone
        ? { kind: 'call', label: acts.call(String(facts.phone)), phone: String(facts.phone) }
        : null;
    case 'see_date':
      return until
        ? act(acts.see(formats.night(until)), () => stay.onNights(until, addDays(until, nights)))
        : null;
    case 'tonight':
      return act(acts.tonight, () =>
        stay.onNights(stay.facility.tonight, addDays(stay.facility.tonight, nights)),
      );
    case 'choose_enrollment':
      return act(acts.chooseEnrollment, stay.onChooseEnrollment);
    case 'reload':
      return act(acts.readAgain, stay.onReadAgain);
    default:
      return aboutRoom(obstacle, stay, texts, formats);
  }
};

// What seating says has no next step of its own: fewer nights or an upper bunk may do.
const aboutRoom = (obstacle: Obstacle, stay: SoughtStay, texts: Texts, formats: Formats): Step | null => {
  const { acts } = texts.reservations.refused;
  const failing = typeof obstacle.facts?.night === 'string' ? obstacle.facts.night : null;
  const before = failing ? countNights({ begin: stay.begin, end: failing }) : 0;
  if (stay.facility.kind === 'night_by_night' && failing && before > 0 && failing < stay.end) {
    return {
      kind: 'act',
      label: before === 1 ? acts.oneNight : acts.firstNights(before),
      act: () => stay.onNights(stay.begin, failing),
    };
  }
  const { until } = obstacle;
  if (until && until > stay.begin && until < stay.end) {
    return { kind: 'act', label: acts.from(formats.night(until)), act: () => stay.onNights(until, stay.end) };
  }
  if (obstacle.code === 'no_lower_bunk' && stay.onUpperBunk) {
    return { kind: 'act', label: texts.reservations.facilities.upperBunkOk, act: stay.onUpperBunk };
  }
  return null;
};

/** The one button that may change an obstacle; nothing where there is none. */
export const NextStep = ({
  obstacle,
  stay,
  ...look
}: { obstacle: Obstacle; stay: SoughtStay } & ButtonProps) => {
  const texts = useTexts();
  const formats = useFormats();
  const step = nextStep(obstacle, stay, texts, formats);
  return step && <StepButton step={step} {...look} />;
};

const StepButton = ({ step, ...look }: { step: Step } & ButtonProps): ReactNode => {
  switch (step.kind) {
    case 'act':
      return (
        <Button {...look} onClick={step.act}>
          {step.label}
        </Button>
      );
    case 'call':
      return (
        <Button
          {...look}
          component="a"
          href={`tel:${step.phone.replaceAll(/[^+\d]/g, '')}`}
          leftSection={<IconPhone size={15} aria-hidden />}
        >
          {step.label}
        </Button>
      );
    case 'room':
      return (
        <Button
          {...look}
          renderRoot={(props) => <Link to={step.to} search={step.search as never} {...props} />}
        >
          {step.label}
        </Button>
      );
  }
};
