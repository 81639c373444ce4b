import { Button } from '@mantine/core';
import {
  IconBed,
  IconCalendarCheck,
  IconCalendarOff,
  IconClipboardList,
  IconFolder,
  IconInfoCircle,
  IconLockQuestion,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { FacilitySummary } from '../../contract/facilities.ts';
import { countNights } from '../../contract/nights.ts';
import type { Obstacle } from '../../contract/obstacles.ts';
import { KindLine } from '../clients/kind-line.tsx';
import { useFormats } from '../texts/formats.ts';
import { sayObstacle, useTexts } from '../texts/language.tsx';
import { CountChip } from '../ui/count-chip.tsx';
import { Freshness } from '../ui/freshness.tsx';
import { RefusalFrame } from '../ui/refusal-frame.tsx';
import { sayCheckIn } from './check-in-words.ts';
import classes from './housing-reservation.module.css';
import { NextStep, type SoughtStay } from './next-step.tsx';
import type { GuestEntries } from './reservation-entries.ts';
import { sayNights } from './say-nights.ts';
import { useHousing } from './use-housing.ts';

interface RefusedReservationProps {
  stay: SoughtStay;
  facilityName: string;
  endDate: string | null;
  obstacles: Obstacle[];
  /** What the person goes by. */
  called: string;
  party: number[];
  wishes: GuestEntries;
  onReserve: (facilityId: number) => void;
}

const mostOffered = 3;

/** Why nothing was reserved, all reasons at once with what may change them, then up to three shelters that can. */
export const RefusedReservation = (props: RefusedReservationProps) => {
  const { stay, obstacles, endDate } = props;
  const texts = useTexts();
  const { refused: words } = texts.reservations;
  const formats = useFormats();
  const nights = sayNights(texts, formats, stay.begin, endDate);
  return (
    <div className={classes.refused}>
      <RefusedReasons title={words.notReserved(props.facilityName)} {...{ obstacles, stay, endDate }} />
      <SheltersThatCan {...props} nights={nights} />
    </div>
  );
};

interface RefusedReasonsProps {
  /** What was not done: "The dates were not changed". */
  title: string;
  obstacles: Obstacle[];
  stay: SoughtStay;
  endDate: string | null;
  onDismiss?: (() => void) | undefined;
}

/** Every reason of a refused stay in the frame, each with the step that may change it. */
export const RefusedReasons = ({ title, obstacles, stay, endDate, onDismiss }: RefusedReasonsProps) => {
  const texts = useTexts();
  const { refused: words } = texts.reservations;
  const formats = useFormats();
  return (
    <RefusalFrame
      title={title}
      said={capitalized(words.said(sayNights(texts, formats, stay.begin, endDate), obstacles.length))}
      reasons={obstacles.map((obstacle) => ({
        key: `${obstacle.code} ${obstacle.message}`,
        sentence: sayObstacle(texts, obstacle),
        fact: obstacle.code === 'not_eligible' ? words.shelterReasons : undefined,
        icon: iconOf(obstacle.code),
        act: <NextStep obstacle={obstacle} stay={stay} variant="default" size="compact-sm" />,
      }))}
    >
      {onDismiss && (
        <Button variant="default" onClick={onDismiss}>
          {texts.app.refusal.close}
        </Button>
      )}
    </RefusalFrame>
  );
};

const SheltersThatCan = ({
  stay,
  called,
  party,
  wishes,
  onReserve,
  endDate,
  nights,
}: RefusedReservationProps & { nights: string }) => {
  const texts = useTexts();
  const { refused: words, facilities } = texts.reservations;
  const housing = useHousing({
    clientIds: party,
    beginDate: stay.begin,
    endDate: stay.end,
    lowerBunk: wishes.lowerBunk,
    accessible: wishes.accessible,
    power: wishes.power,
    nearStaff: wishes.nearStaff,
    pets: wishes.pets,
  });
  const formats = useFormats();
  const one = countNights({ begin: stay.begin, end: stay.end }) === 1;
  const when =
    endDate === null
      ? sayNights(texts, formats, stay.begin, null)
      : stay.begin === stay.facility.tonight && one
        ? words.tonight
        : words.onNights(nights);
  const strangeness = (of: FacilitySummary) =>
    Number(of.kind !== stay.facility.kind) * 2 + Number(of.countIsStale);
  const offered = (housing.data?.facilities ?? [])
    .filter((row) => row.more > 0 && row.facility.id !== stay.facility.id)
    // Shelters of the kind that was asked for, and those that have counted, before the others.
    .sort((a, b) => strangeness(a.facility) - strangeness(b.facility))
    .slice(0, mostOffered);
  return (
    <section className={classes.others} aria-labelledby="can-take">
      <h3 id="can-take" className={classes.othersTitle}>
        {words.canTake(party.length > 1 ? words.thisParty : called, when)}
      </h3>
      {offered.length === 0 ? (
        <p className={classes.dim}>{housing.isPending ? words.looking : words.nobody(called)}</p>
      ) : (
        <ul className={classes.offers}>
          {offered.map(({ facility, more, fit }, i) => (
            <li key={facility.id} className={classes.offer}>
              <CountChip more={more} stale={facility.countIsStale} />
              <div className={classes.offerAbout}>
                <p className={classes.offerName}>{facility.name}</p>
                <KindLine kind={facility.kind} />
                <p className={classes.dim}>
                  {[
                    ...fit.map((code) => facilities.fits[code]),
                    ...(facility.countIsStale ? [facilities.callFirst] : []),
                  ].join(' · ')}
                </p>
                <p className={classes.offerFacts}>
                  <span>{sayCheckIn(facilities, facility)}</span>
                  <Freshness
                    at={facility.countConfirmedAt}
                    stale={facility.countIsStale}
                    timeZone={facility.timeZone}
                  />
                </p>
              </div>
              <Button
                variant={i === 0 ? 'filled' : 'default'}
                aria-label={words.reserveAt(facility.name)}
                onClick={() => onReserve(facility.id)}
              >
                {words.reserve}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
};

const capitalized = (text: string) => text.charAt(0).toLocaleUpperCase() + text.slice(1);

// One look for all: the icon says what kind of fact it is, never how bad.
const iconOf = (code: string): ReactNode => {
  switch (code) {
    case 'not_eligible':
      return <IconCalendarOff size={18} aria-hidden />;
    case 'already_has_place':
    case 'already_reserved_here':
    case 'client_promised_once':
      return <IconCalendarCheck size={18} aria-hidden />;
    case 'no_enrollment':
    case 'enrollment_does_not_match':
    case 'already_staying_here':
      return <IconFolder size={18} aria-hidden />;
    case 'no_assessment':
    case 'assessment_too_old':
      return <IconClipboardList size={18} aria-hidden />;
    case 'consent_not_asked':
    case 'age_not_known':
      return <IconLockQuestion size={18} aria-hidden />;
    case 'night_is_over':
    case 'too_far_ahead':
    case 'too_many_nights':
      return <IconInfoCircle size={18} aria-hidden />;
    default:
      return <IconBed size={18} aria-hidden />;
  }
};
