import { Button, Popover } from '@mantine/core';
import { IconCheck, IconClockExclamation } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { confirmCount } from '../../contract/facilities.ts';
import type { CurrentReservations } from '../../contract/reservations.ts';
import { useFormCombination } from '../accounts/form-combination.ts';
import { facilityKey, useAct } from '../query.ts';
import { NotDoneFrame } from '../shell/not-done-frame.tsx';
import { useFormats } from '../texts/formats.ts';
import { useTexts } from '../texts/language.tsx';
import { announce } from '../ui/announce.tsx';
import classes from './count-confirmation.module.css';
import { StateIcon } from './state-icon.tsx';

const order = [
  'in_house',
  'expected',
  'at_risk',
  'held',
  'kept',
  'on_leave',
  'free',
  'closed',
  'out_of_service',
] as const;

/** When the count was last confirmed, and the act that confirms it: what the board shows, said once more before yes. */
export const CountConfirmation = ({ board }: { board: CurrentReservations }) => {
  const { count: texts } = useTexts().facilities;
  const { facility } = board;
  const [open, setOpen] = useState(false);
  const title = useId();
  const combination = useFormCombination();
  const { act, busy, notDone, dismiss } = useAct(confirmCount, {
    combination,
    touches: () => [facilityKey(facility.id), ['tonight']],
    onDone: () => {
      setOpen(false);
      announce(texts.done);
    },
  });
  const confirm = () => act({ params: { id: facility.id } });
  const places = board.rooms.flatMap((r) => r.places);
  return (
    <div className={classes.count}>
      <Said board={board} />
      <Popover
        opened={open}
        onChange={setOpen}
        position="bottom-end"
        trapFocus
        returnFocus
        withRoles={false}
        width={360}
      >
        <Popover.Target>
          <Button
            variant={facility.countIsStale ? 'filled' : 'default'}
            aria-haspopup="dialog"
            aria-expanded={open}
            onClick={() => setOpen(!open)}
          >
            {facility.countIsStale ? texts.now : texts.again}
          </Button>
        </Popover.Target>
        <Popover.Dropdown role="dialog" aria-modal aria-labelledby={title} className={classes.dialog}>
          <h2 id={title} className={classes.title}>
            {texts.title}
          </h2>
          <p>{texts.ask}</p>
          <ul className={classes.places}>
            {order.map((state) => {
              const n = places.filter((p) => p.state === state).length;
              return (
                n > 0 && (
                  <li key={state}>
                    <strong>{n}</strong> <StateIcon state={state} /> {texts.places[state]}
                  </li>
                )
              );
            })}
          </ul>
          <NotDoneFrame
            {...{ notDone, combination }}
            title={texts.title}
            onDismiss={dismiss}
            onAgain={confirm}
          />
          <div className={classes.acts}>
            <Button onClick={confirm} loading={busy} data-autofocus>
              {texts.confirm}
            </Button>
            <Button variant="default" onClick={() => setOpen(false)}>
              {texts.notYet}
            </Button>
          </div>
        </Popover.Dropdown>
      </Popover>
    </div>
  );
};

const Said = ({ board }: { board: CurrentReservations }) => {
  const { count: texts } = useTexts().facilities;
  const formats = useFormats();
  const { countConfirmedAt: at, countIsStale, timeZone } = board.facility;
  const day = at ? formats.night(formats.dayIn(at, timeZone)) : '';
  const time = at ? formats.time(at, timeZone) : '';
  return countIsStale || !at ? (
    <span className={classes.said} data-stale>
      <IconClockExclamation size={15} aria-hidden />{' '}
      {at ? texts.lastConfirmed(`${day} ${time}`) : texts.never}
    </span>
  ) : (
    <span className={classes.said}>
      <IconCheck size={15} aria-hidden /> {texts.confirmed(time)}
    </span>
  );
};

const hour = 3_600_000;

/** What an old count causes, once, at the top. */
export const StaleCount = ({ board, now }: { board: CurrentReservations; now: number }) => {
  const { count: texts } = useTexts().facilities;
  const formats = useFormats();
  const { countIsStale, countConfirmedAt: at, timeZone } = board.facility;
  if (!countIsStale) return null;
  const hours = at ? Math.max(1, Math.floor((now - Date.parse(at)) / hour)) : null;
  return (
    <div className={classes.banner} title={at ? formats.instantLong(at, timeZone) : undefined}>
      <IconClockExclamation size={22} stroke={1.7} aria-hidden />
      <p>
        <strong>{hours === null ? texts.staleNever : texts.staleFor(hours)}</strong> {texts.causes}
      </p>
    </div>
  );
};
