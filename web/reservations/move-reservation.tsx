import { Button } from '@mantine/core';
import { useState } from 'react';
import { addDays } from '../../contract/nights.ts';
import { type Confirmation, moveReservation } from '../../contract/reservations.ts';
import { useFormCombination } from '../accounts/form-combination.ts';
import { Refused } from '../api.ts';
import { useClient } from '../clients/client-query.ts';
import { KindLine } from '../clients/kind-line.tsx';
import { useAct } from '../query.ts';
import { Loaded } from '../shell/loaded.tsx';
import { NotDoneFrame } from '../shell/not-done-frame.tsx';
import { sayObstacle, useTexts } from '../texts/language.tsx';
import { CountChip } from '../ui/count-chip.tsx';
import { Panel } from '../ui/panel.tsx';
import { SaveKey } from '../ui/save-key.tsx';
import { sayCheckIn } from './check-in-words.ts';
import { RefusedReasons } from './refused-reservation.tsx';
import classes from './reservation-page.module.css';
import { touchedBy } from './reservation-query.ts';
import { useHousing } from './use-housing.ts';

interface MoveReservationProps {
  reservation: Confirmation;
  onMoved: (reservationId: number) => void;
}

/** The same party to another shelter: those that can take it, and why the others can't. */
export const MoveReservation = ({ reservation: r, onMoved }: MoveReservationProps) => {
  const { page: words } = useTexts().reservations;
  const [open, setOpen] = useState(false);
  return (
    <Panel
      title={words.move}
      level={3}
      padded
      act={
        !open && (
          <Button variant="default" size="compact-sm" aria-expanded={false} onClick={() => setOpen(true)}>
            {words.move}
          </Button>
        )
      }
    >
      <p className={classes.dim}>{words.moveAbout}</p>
      {open && <Shelters reservation={r} onMoved={onMoved} />}
    </Panel>
  );
};

const Shelters = ({ reservation: r, onMoved }: MoveReservationProps) => {
  const texts = useTexts();
  const { page: words, facilities } = texts.reservations;
  const { client } = useClient();
  const combination = useFormCombination();
  const [to, setTo] = useState<Confirmation['facility'] | null>(null);
  const { tonight } = r.facility;
  const hasBegun = r.beginDate < tonight;
  const begin = hasBegun ? tonight : r.beginDate;
  const end = r.endDate ?? addDays(begin, 1);
  const needs = r.guests.length === 1 ? (r.guests[0]?.needs ?? []) : null;
  const housing = useHousing({
    clientIds: r.guests.map((guest) => guest.clientId),
    beginDate: begin,
    endDate: end,
    exceptReservation: r.id,
    pets: r.guests.reduce((sum, guest) => sum + guest.pets, 0),
    ...(needs && {
      lowerBunk: needs.includes('lower_bunk'),
      accessible: needs.includes('accessible'),
      power: needs.includes('power'),
      nearStaff: needs.includes('near_staff'),
    }),
  });
  const { act, busy, notDone, dismiss } = useAct(moveReservation, {
    combination,
    touches: () => touchedBy(r),
    onDone: (moved) => onMoved(moved.id),
  });
  const moveTo = (facility: Confirmation['facility']) => {
    setTo(facility);
    act({ params: { id: r.id }, body: { facilityId: facility.id, version: r.version } });
  };
  const isRefused = notDone instanceof Refused && notDone.reply.obstacles.length > 0;
  return (
    <>
      {isRefused && to ? (
        <RefusedReasons
          title={words.notMoved}
          obstacles={notDone.reply.obstacles}
          stay={{ clientId: client.id, facility: to, begin, end, with: [], onNights: () => undefined }}
          endDate={r.endDate}
          onDismiss={dismiss}
        />
      ) : (
        <NotDoneFrame
          notDone={notDone}
          title={words.notMoved}
          combination={combination}
          onDismiss={dismiss}
          onAgain={to ? () => moveTo(to) : undefined}
        />
      )}
      <Loaded query={housing}>
        {({ facilities: rows }) => {
          const others = rows.filter((row) => row.facility.id !== r.facility.id);
          const can = others.filter((row) => row.more > 0);
          const cannot = others.filter((row) => row.more === 0);
          return (
            <>
              {can.length === 0 && <p className={classes.none}>{words.noneCan}</p>}
              <ul className={classes.shelters}>
                {can.map(({ facility, more, fit }) => (
                  <li key={facility.id}>
                    <SaveKey onSave={() => moveTo(facility)} active={!busy} className={classes.shelter}>
                      <CountChip more={more} stale={facility.countIsStale} />
                      <div className={classes.shelterAbout}>
                        <p className={classes.shelterName}>{facility.name}</p>
                        <KindLine kind={facility.kind} />
                        <p className={classes.dim}>
                          {[
                            ...fit.map((code) => facilities.fits[code]),
                            sayCheckIn(facilities, facility),
                          ].join(' · ')}
                        </p>
                      </div>
                      <Button
                        variant="default"
                        loading={busy && to?.id === facility.id}
                        aria-label={words.moveToFacility(facility.name)}
                        onClick={() => !busy && moveTo(facility)}
                      >
                        {words.moveTo}
                      </Button>
                    </SaveKey>
                  </li>
                ))}
              </ul>
              {cannot.length > 0 && (
                <details className={classes.cannot}>
                  <summary>{words.cannot(cannot.length)}</summary>
                  <ul>
                    {cannot.map(({ facility, obstacles }) => (
                      <li key={facility.id}>
                        <strong>{facility.name}</strong>:{' '}
                        {obstacles.map((o) => sayObstacle(texts, o)).join(' · ')}
                      </li>
                    ))}
                  </ul>
                </details>
              )}
            </>
          );
        }}
      </Loaded>
    </>
  );
};
