import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { addDays } from '../../contract/nights.ts';
import { type Confirmation, changeDates } from '../../contract/reservations.ts';
import { useFormCombination } from '../accounts/form-combination.ts';
import { Refused } from '../api.ts';
import { useClient } from '../clients/client-query.ts';
import { useAct } from '../query.ts';
import { NotDoneFrame } from '../shell/not-done-frame.tsx';
import { useFormats } from '../texts/formats.ts';
import { useTexts } from '../texts/language.tsx';
import { NightInput } from '../ui/night-input.tsx';
import { Panel } from '../ui/panel.tsx';
import { SaveKey } from '../ui/save-key.tsx';
import { UndoBar } from '../ui/undo-bar.tsx';
import { readNight } from './night-reading.ts';
import { RefusedReasons } from './refused-reservation.tsx';
import classes from './reservation-page.module.css';
import { touchedBy } from './reservation-query.ts';
import { sayNights } from './say-nights.ts';
import { useCalendarWords } from './stay-dates.tsx';

interface Dates {
  begin: string;
  end: string | null;
}

/** Its first night can't change any more. */
export const hasBegun = (r: Confirmation) => r.beginDate < r.facility.tonight || r.state === 'in_house';

/** Other nights for the same reservation; for ten seconds the old ones can be had back. */
export const ChangeDates = ({ reservation: r }: { reservation: Confirmation }) => {
  const texts = useTexts();
  const { page: words, form } = texts.reservations;
  const formats = useFormats();
  const calendar = useCalendarWords();
  const { client } = useClient();
  const combination = useFormCombination();
  const now: Dates = { begin: r.beginDate, end: r.endDate };
  const [dates, setDates] = useState(now);
  const [undoTo, setUndoTo] = useState<Dates | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is kept now is where the fields begin
  useEffect(() => setDates(now), [r.version]);
  const { act, busy, notDone, dismiss } = useAct(changeDates, { combination, touches: () => touchedBy(r) });
  const save = (to: Dates) =>
    act({
      params: { id: r.id },
      body: { beginDate: to.begin, ...(to.end && { endDate: to.end }), version: r.version },
    });
  const saveNow = () => {
    setUndoTo(now);
    save(dates);
  };
  const { tonight } = r.facility;
  const begun = hasBegun(r);
  const changed = dates.begin !== r.beginDate || dates.end !== r.endDate;
  const isRefused = notDone instanceof Refused && notDone.reply.obstacles.length > 0;
  return (
    <Panel title={words.changeDates} level={3} padded>
      <SaveKey
        label={words.changeDatesSave}
        onSave={saveNow}
        active={changed && !busy}
        className={classes.dates}
      >
        {begun ? (
          <div className={classes.begun}>
            <p className={classes.label}>{form.begin}</p>
            <p>{formats.nightFull(dates.begin)}</p>
            <p className={classes.dim}>{words.begun}</p>
          </div>
        ) : (
          <NightInput
            label={form.begin}
            description={form.beginHelp}
            value={dates.begin}
            earliest={tonight}
            read={(text) => readNight(text, tonight)}
            words={calendar(form.begin)}
            onChange={(begin) =>
              setDates({ begin, end: dates.end && dates.end <= begin ? addDays(begin, 1) : dates.end })
            }
          />
        )}
        {dates.end === null ? (
          <p className={classes.dim}>{words.endless}</p>
        ) : (
          <NightInput
            label={form.end}
            description={form.endHelp}
            value={dates.end}
            earliest={addDays(begun && tonight > dates.begin ? tonight : dates.begin, 1)}
            read={(text) => readNight(text, dates.begin)}
            words={calendar(form.end)}
            onChange={(end) => end > dates.begin && setDates({ ...dates, end })}
          />
        )}
        <Button variant={changed ? 'filled' : 'default'} loading={busy} onClick={saveNow}>
          {words.changeDatesSave}
        </Button>
      </SaveKey>
      {isRefused ? (
        <RefusedReasons
          title={words.datesNotChanged}
          obstacles={notDone.reply.obstacles}
          stay={{
            clientId: client.id,
            facility: r.facility,
            begin: dates.begin,
            end: dates.end ?? addDays(dates.begin, 1),
            with: [],
            onNights: (begin, end) => {
              setDates({ begin, end });
              dismiss();
            },
          }}
          endDate={dates.end}
          onDismiss={dismiss}
        />
      ) : (
        <NotDoneFrame
          notDone={notDone}
          title={words.datesNotChanged}
          combination={combination}
          onDismiss={dismiss}
          onAgain={saveNow}
        />
      )}
      {undoTo && !busy && !notDone && (undoTo.begin !== r.beginDate || undoTo.end !== r.endDate) && (
        <UndoBar
          text={words.datesChanged(sayNights(texts, formats, r.beginDate, r.endDate))}
          onUndo={() => save(undoTo)}
          onGone={() => setUndoTo(null)}
        />
      )}
    </Panel>
  );
};
