import { Button } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { HousingFacility } from '../../contract/reservations.ts';
import { KindLine } from '../clients/kind-line.tsx';
import { useFormats } from '../texts/formats.ts';
import { sayObstacle, useTexts } from '../texts/language.tsx';
import { CountChip } from '../ui/count-chip.tsx';
import { Freshness } from '../ui/freshness.tsx';
import { sayCheckIn } from './check-in-words.ts';
import classes from './housing-facilities.module.css';
import { NextStep, nextStep, type SoughtStay } from './next-step.tsx';

/** Reasons that hold at every shelter alike: said once over the list, in a row only in short. */
export const hasPlaceCodes = ['already_has_place', 'already_reserved_here', 'already_placed'];

interface FacilityRowProps {
  row: HousingFacility;
  stay: SoughtStay;
  /** Its number has just changed. */
  changed: boolean;
  /** The address that opens its Housing Reservation form. */
  reservation: Record<string, unknown>;
}

/** One shelter: how many more, why it fits or every reason why not, and the one thing to do. */
export const FacilityRow = ({ row, stay, changed, reservation }: FacilityRowProps) => {
  const texts = useTexts();
  const { facilities: words } = texts.reservations;
  const formats = useFormats();
  const { facility, more, obstacles } = row;
  const can = more > 0;
  const others = obstacles.filter((obstacle) => !hasPlaceCodes.includes(obstacle.code));
  const fit = can
    ? [...row.fit.map((code) => words.fits[code]), ...(facility.countIsStale ? [words.callFirst] : [])]
    : [
        ...(obstacles.length > others.length ? [words.hasPlace] : []),
        ...others.map((obstacle) => sayObstacle(texts, obstacle)),
      ];
  const changeable = can ? undefined : others.find((o) => nextStep(o, stay, texts, formats) !== null);
  return (
    <tr className={can ? classes.can : classes.cannot} data-changed={changed || undefined}>
      <td className={classes.count}>
        <CountChip more={more} stale={facility.countIsStale} />
      </td>
      <td className={classes.facility}>
        <span className={classes.name}>{facility.name}</span>
        {can && <KindLine kind={facility.kind} />}
      </td>
      <td className={classes.fit}>{fit.join(' · ')}</td>
      <td className={classes.checkIn}>{sayCheckIn(words, facility)}</td>
      <td className={classes.fresh}>
        <Freshness
          at={facility.countConfirmedAt}
          stale={facility.countIsStale}
          timeZone={facility.timeZone}
        />
      </td>
      <td className={classes.act} data-act>
        {can ? (
          <Button
            variant="default"
            rightSection={<IconArrowRight size={16} aria-hidden />}
            aria-label={words.reservationAt(facility.name)}
            renderRoot={(props) => <Link to="." search={reservation as never} {...props} />}
          >
            {words.reservation}
          </Button>
        ) : (
          changeable && <NextStep obstacle={changeable} stay={stay} variant="subtle" size="compact-sm" />
        )}
      </td>
    </tr>
  );
};
