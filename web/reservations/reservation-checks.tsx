import { IconAlertTriangleFilled, IconCircleCheckFilled, IconInfoCircle } from '@tabler/icons-react';
import type { BookingCheck } from '../../contract/reservations.ts';
import { useSaidAtExit } from '../enrollment/said-at-exit.ts';
import { useFormats } from '../texts/formats.ts';
import { sayObstacle, useTexts } from '../texts/language.tsx';
import classes from './housing-reservation.module.css';
import { NextStep, type SoughtStay } from './next-step.tsx';
import { sayNights } from './say-nights.ts';

interface ReservationChecksProps {
  check: BookingCheck | undefined;
  failed: boolean;
  stay: SoughtStay;
}

/** What was checked for this party, facility and nights: all clear, or every obstacle with what may change it. */
export const ReservationChecks = ({ check, failed, stay }: ReservationChecksProps) => {
  const texts = useTexts();
  const { form: words } = texts.reservations;
  const formats = useFormats();
  const sayExit = useSaidAtExit();
  const state = !check ? (failed ? words.checkFailed : words.checking) : null;
  const good = check && check.obstacles.length === 0 ? allClear(check) : [];
  function allClear({ facility, guests, more, beginDate, endDate }: BookingCheck) {
    const count = more > 9 ? '9+' : String(more);
    const time =
      facility.countConfirmedAt && !facility.countIsStale
        ? formats.time(facility.countConfirmedAt, facility.timeZone)
        : null;
    const states = new Set(
      guests.map((g) => g.enrollments.find((e) => e.id === g.enrollmentId)?.state ?? g.enrollments[0]?.state),
    );
    return [
      facility.countIsStale ? words.moreSaid(count) : words.more(count, time),
      states.size > 1 ? words.enrolled : states.has('open') ? words.reused : words.pending,
      words.noOtherPlace(
        endDate !== null &&
          beginDate === facility.tonight &&
          guests.length > 0 &&
          isOneNight(beginDate, endDate)
          ? texts.reservations.refused.tonight
          : sayNights(texts, formats, beginDate, endDate),
      ),
    ];
  }
  return (
    <section className={classes.checks} aria-label={words.checks} aria-busy={!check}>
      {state && <p className={classes.dim}>{state}</p>}
      <ul aria-live="polite">
        {good.map((line) => (
          <li key={line} className={classes.check}>
            <IconCircleCheckFilled size={18} className={classes.good} aria-hidden />
            <span>{line}</span>
          </li>
        ))}
        {check?.guests.map(
          ({ clientId, name, saidAtExit }) =>
            saidAtExit && (
              <li key={`exit ${clientId}`} className={classes.check}>
                <IconAlertTriangleFilled size={18} color="var(--b-risk)" aria-hidden />
                <span>{sayExit(name, saidAtExit)}</span>
              </li>
            ),
        )}
        {check?.obstacles.map((obstacle) => (
          <li key={`${obstacle.code} ${obstacle.message}`} className={classes.check}>
            <IconInfoCircle size={18} aria-hidden />
            <span>{sayObstacle(texts, obstacle)}</span>
            <NextStep obstacle={obstacle} stay={stay} variant="subtle" size="compact-sm" />
          </li>
        ))}
      </ul>
    </section>
  );
};

const isOneNight = (begin: string, end: string) => Date.parse(end) - Date.parse(begin) === 86_400_000;
