import { Button } from '@mantine/core';
import { IconAlertTriangleFilled, IconCircleCheck, IconLockOpen } from '@tabler/icons-react';
import { useState } from 'react';
import {
  type Closure,
  endClosure,
  seatWithoutPlace,
  type WithoutPlace,
} from '../../contract/displacement.ts';
import type { FacilityAdministration } from '../../contract/facilities-administration.ts';
import { useFormCombination } from '../accounts/form-combination.ts';
import { facilityKey, useAct } from '../query.ts';
import { Loaded } from '../shell/loaded.tsx';
import { NotDoneFrame } from '../shell/not-done-frame.tsx';
import { useFormats } from '../texts/formats.ts';
import { announce } from '../ui/announce.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Panel } from '../ui/panel.tsx';
import classes from './administration.module.css';
import { useClosures } from './administration-query.ts';
import { CloseBedsDialog } from './close-beds-dialog.tsx';
import { FacilityFrame } from './facility-frame.tsx';
import { OverflowPanel } from './overflow-panel.tsx';
import { useSpanWords } from './span-state.tsx';
import { useAdministrationTexts } from './texts.ts';

/** Closed beds, reservations that have lost their place, and overflow. */
export const ClosuresScreen = () => {
  const { closures: texts } = useAdministrationTexts();
  const [adding, setAdding] = useState(false);
  return (
    <FacilityFrame
      title={texts.title}
      act={(facility) =>
        !facility.closedAt &&
        facility.rooms.length > 0 && <Button onClick={() => setAdding(true)}>{texts.add}</Button>
      }
    >
      {(facility) => (
        <div className={classes.page}>
          {!facility.closedAt && <ClosedAndLost facility={facility} />}
          <OverflowPanel facility={facility} />
          {adding && <CloseBedsDialog facility={facility} onClose={() => setAdding(false)} />}
        </div>
      )}
    </FacilityFrame>
  );
};

const ClosedAndLost = ({ facility }: { facility: FacilityAdministration }) => {
  const query = useClosures(facility.id);
  return (
    <Loaded query={query}>
      {({ closures, withoutPlace }) => (
        <>
          {withoutPlace.length > 0 && <Lost facility={facility} guests={withoutPlace} />}
          <Closed facility={facility} closures={closures} />
        </>
      )}
    </Loaded>
  );
};

const Closed = ({ facility, closures }: { facility: FacilityAdministration; closures: Closure[] }) => {
  const { closures: texts, common } = useAdministrationTexts();
  const formats = useFormats();
  const span = useSpanWords();
  const combination = useFormCombination();
  const open = useAct(endClosure, {
    combination,
    touches: () => [facilityKey(facility.id)],
    onDone: (told) =>
      announce(told.seatedAgain.length > 0 ? texts.seated(told.seatedAgain.length) : texts.opened),
  });
  return (
    <Panel title={texts.closed}>
      {closures.length === 0 ? (
        <EmptyState icon={<IconLockOpen size={24} aria-hidden />} title={texts.none} why={texts.noneWhy} />
      ) : (
        <DataTable
          name={texts.closed}
          rows={closures}
          rowKey={(closure) => closure.id}
          columns={[
            {
              head: texts.beds,
              cell: (closure) => (
                <span className={classes.strong}>{closure.beds.map((bed) => bed.place).join(' · ')}</span>
              ),
            },
            {
              head: texts.reason,
              cell: (closure) => (
                <span>
                  {closure.reason}
                  <span className={classes.second}>
                    {texts.by(closure.createdBy ?? '–', formats.instant(closure.createdAt))}
                  </span>
                </span>
              ),
            },
            { head: texts.nights, cell: (closure) => span(closure.beginDate, closure.endDate) },
            {
              head: common.change,
              cell: (closure) => (
                <Button
                  variant="default"
                  size="compact-sm"
                  disabled={open.busy}
                  aria-label={texts.openOf(closure.reason)}
                  onClick={() => open.act({ params: { id: closure.id } })}
                >
                  {texts.open}
                </Button>
              ),
            },
          ]}
        />
      )}
      <NotDoneFrame
        notDone={open.notDone}
        title={texts.notOpened}
        combination={combination}
        onDismiss={open.dismiss}
      />
    </Panel>
  );
};

const Lost = ({ facility, guests }: { facility: FacilityAdministration; guests: WithoutPlace[] }) => {
  const { closures: texts, steps } = useAdministrationTexts();
  const span = useSpanWords();
  const combination = useFormCombination();
  const [answer, setAnswer] = useState<string | null>(null);
  const seat = useAct(seatWithoutPlace, {
    combination,
    touches: () => [facilityKey(facility.id)],
    onDone: (told) => {
      const words = texts.seated(told.seatedAgain.length);
      setAnswer(words);
      announce(words);
    },
  });
  return (
    <Panel
      title={texts.withoutPlace}
      note={texts.withoutPlaceNote}
      act={
        <Button
          variant="default"
          loading={seat.busy}
          onClick={() => seat.act({ params: { id: facility.id } })}
        >
          {texts.seat}
        </Button>
      }
    >
      {answer && (
        <p className={classes.padded}>
          <span className={classes.state}>
            <IconCircleCheck size={16} aria-hidden />
            {answer}
          </span>
        </p>
      )}
      <DataTable
        name={texts.withoutPlace}
        rows={guests}
        rowKey={(guest) => `${guest.guestId} ${guest.beginDate}`}
        columns={[
          {
            head: texts.person,
            cell: (guest) => (
              <span>
                <span className={`${classes.state} ${classes.risk}`}>
                  <IconAlertTriangleFilled size={15} aria-hidden />
                  {guest.name}
                </span>
                {guest.goesBy && <span className={classes.second}>“{guest.goesBy}”</span>}
              </span>
            ),
          },
          { head: texts.nights, cell: (guest) => span(guest.beginDate, guest.endDate) },
          { head: texts.madeBy, cell: (guest) => guest.madeBy },
          { head: steps.inHouse, cell: (guest) => (guest.inHouse ? steps.inHouse : '') },
        ]}
      />
      <NotDoneFrame
        notDone={seat.notDone}
        title={texts.notSeated}
        combination={combination}
        onDismiss={seat.dismiss}
      />
    </Panel>
  );
};
