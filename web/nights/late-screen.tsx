import { Button, NativeSelect, TextInput } from '@mantine/core';
import { IconClockExclamation } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Reply } from '../../contract/endpoint.ts';
import { answerLate, type LateGuest, readLate, undoNoShow } from '../../contract/late-arrivals.ts';
import { useFormCombination } from '../accounts/form-combination.ts';
import { call } from '../api.ts';
import { pathTo } from '../paths.ts';
import { facilityKey, reading, useAct, useReadEachMinute } from '../query.ts';
import { Loaded } from '../shell/loaded.tsx';
import { NotDoneFrame } from '../shell/not-done-frame.tsx';
import { Screen } from '../shell/screen.tsx';
import { UndoSteps } from '../shell/undo-steps.tsx';
import { useFormats } from '../texts/formats.ts';
import { useTexts } from '../texts/language.tsx';
import { announce } from '../ui/announce.tsx';
import { DoorButton } from '../ui/door.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { FormFoot } from '../ui/form-foot.tsx';
import { Panel } from '../ui/panel.tsx';
import { nextTime } from './clock-time.ts';
import { useFacilityId } from './facility-room.tsx';
import classes from './late.module.css';

type Late = Reply<typeof readLate>;

interface Answer {
  comes: boolean;
  until: string;
  reason: string;
}

/** Whom this screen has just said not to be here, in words. */
interface JustReleased {
  text: string;
  guestIds: number[];
}

const comesAfterAll = (id: number) => () => call(undoNoShow, { params: { id } });

/** Who has not come by the cut-off: still expected, or not here, all answered at once; and who comes after all. */
export const LateScreen = () => {
  const { late: texts } = useTexts().nights;
  const formats = useFormats();
  const facilityId = useFacilityId();
  const key = facilityKey(facilityId, 'late');
  const query = useQuery(reading(key, readLate, { params: { id: facilityId } }));
  // Somebody may become late without any act.
  useReadEachMinute(key);
  const { data } = query;
  const [released, setReleased] = useState<JustReleased | null>(null);
  return (
    <Screen
      title={texts.title}
      about={
        data &&
        `${data.facilityName} · ${data.cutOff ? texts.about(formats.time(data.cutOff, data.timeZone)) : texts.noCutOff}`
      }
      act={
        <DoorButton to={pathTo('facility', { facilityId })} variant="default">
          {useTexts().nights.morning.toTonight}
        </DoorButton>
      }
    >
      <Loaded query={query}>
        {(late) => (
          <div className={classes.late}>
            {late.overdue.length > 0 ? (
              <Asking facilityId={facilityId} late={late} onReleased={setReleased} />
            ) : (
              <EmptyState title={texts.nobodyLate} why={texts.nobodyLateWhy(late.expected.length)} />
            )}
            {late.expected.length > 0 && <Expected late={late} />}
            {late.released.length > 0 && <Released facilityId={facilityId} late={late} />}
            <UndoSteps
              done={released && { text: released.text, steps: released.guestIds.map(comesAfterAll) }}
              touches={[facilityKey(facilityId), ['tonight'], ['attention']]}
              undone={texts.undone}
              notUndone={texts.notBack}
              onGone={() => setReleased(null)}
            />
          </div>
        )}
      </Loaded>
    </Screen>
  );
};

interface AskingProps {
  facilityId: number;
  late: Late;
  onReleased: (released: JustReleased) => void;
}

const Asking = ({ facilityId, late, onReleased }: AskingProps) => {
  const { late: texts } = useTexts().nights;
  const formats = useFormats();
  const [answers, setAnswers] = useState<ReadonlyMap<number, Answer>>(new Map());
  const [missing, setMissing] = useState(false);
  const combination = useFormCombination();
  const { act, busy, notDone, dismiss } = useAct(answerLate, {
    combination,
    touches: () => [facilityKey(facilityId), ['tonight'], ['attention']],
    onDone: (reply, { body }) => {
      const sent = new Set(body.guests.map((g) => g.guestId));
      setAnswers((before) => new Map([...before].filter(([guestId]) => !sent.has(guestId))));
      const text = texts.saved(reply.released.length, reply.stillExpected.length);
      if (reply.released.length > 0) onReleased({ text, guestIds: reply.released });
      else announce(text);
    },
  });
  const given = late.overdue.filter((g) => answers.has(g.guestId));
  const allNotHere = () =>
    setAnswers((before) => {
      const notHere = { comes: false, until: '', reason: '' };
      return new Map(late.overdue.map((g) => [g.guestId, before.get(g.guestId) ?? notHere]));
    });
  const answer = (guestId: number, change: Partial<Answer>) => {
    setMissing(false);
    setAnswers((before) => {
      const had = before.get(guestId) ?? { comes: false, until: '', reason: '' };
      return new Map(before).set(guestId, { ...had, ...change });
    });
  };
  const instantOf = (until: string) =>
    nextTime(until, late.timeZone, Date.parse(late.readAt))?.toISOString() ?? null;
  const isWhole = (a: Answer) => !a.comes || (instantOf(a.until) !== null && a.reason.trim() !== '');
  const save = () => {
    if (given.length === 0 || given.some((g) => !isWhole(answers.get(g.guestId)!))) {
      setMissing(true);
      return;
    }
    act({
      params: { id: facilityId },
      body: {
        guests: given.map(({ guestId }) => {
          const { comes, until, reason } = answers.get(guestId)!;
          return {
            guestId,
            ...(comes && { stillExpected: { until: instantOf(until)!, reason: reason.trim() } }),
          };
        }),
      },
    });
  };
  return (
    <Panel
      title={texts.overdue(late.overdue.length)}
      act={
        <Button variant="default" size="compact-md" onClick={allNotHere}>
          {answers.size > 0 ? texts.othersNotHere : texts.allNotHere}
        </Button>
      }
    >
      <p className={classes.ask}>{texts.ask}</p>
      <ul>
        {late.overdue.map((guest) => {
          const said = answers.get(guest.guestId);
          return (
            <li key={guest.guestId} className={classes.row}>
              <Who guest={guest}>
                <span className={classes.since}>
                  <IconClockExclamation size={14} aria-hidden />{' '}
                  {guest.lateFrom && texts.since(formats.time(guest.lateFrom, late.timeZone))}
                  {guest.lateReason && ` · ${guest.lateReason}`}
                </span>
              </Who>
              {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a row of buttons */}
              <div role="group" aria-label={guest.name} className={classes.answers}>
                <Button
                  variant={said?.comes === true ? 'filled' : 'default'}
                  aria-pressed={said?.comes === true}
                  onClick={() => answer(guest.guestId, { comes: true })}
                >
                  {texts.stillExpected}
                </Button>
                <Button
                  variant={said?.comes === false ? 'filled' : 'default'}
                  aria-pressed={said?.comes === false}
                  onClick={() => answer(guest.guestId, { comes: false })}
                >
                  {texts.notHere}
                </Button>
              </div>
              {said?.comes && (
                <div className={classes.until}>
                  <TextInput
                    type="time"
                    label={texts.until}
                    value={said.until}
                    error={missing && instantOf(said.until) === null}
                    onChange={(event) => answer(guest.guestId, { until: event.currentTarget.value })}
                  />
                  <NativeSelect
                    label={texts.reason}
                    data={['', ...texts.reasons]}
                    value={said.reason}
                    error={missing && said.reason === ''}
                    onChange={(event) => answer(guest.guestId, { reason: event.currentTarget.value })}
                  />
                </div>
              )}
            </li>
          );
        })}
      </ul>
      <NotDoneFrame
        notDone={notDone}
        title={texts.notSaved}
        combination={combination}
        onDismiss={dismiss}
        onAgain={save}
      />
      <div className={classes.foot}>
        <FormFoot
          save={texts.save(given.length)}
          busy={busy}
          onSave={save}
          note={missing && given.length === 0 ? texts.chooseFirst : undefined}
        />
      </div>
    </Panel>
  );
};

const Who = ({ guest, children }: { guest: LateGuest; children: React.ReactNode }) => {
  const { late: texts } = useTexts().nights;
  const said = [guest.goesBy, guest.sayIt].filter(Boolean).join(' · ');
  return (
    <div className={classes.who}>
      <p className={classes.name}>{guest.name}</p>
      {said && <p className={classes.dim}>{said}</p>}
      <p className={classes.dim}>
        {guest.partySize > 1 && `${texts.partyOf(guest.partySize)} · `}
        {children}
      </p>
    </div>
  );
};

const Expected = ({ late }: { late: Late }) => {
  const { late: texts } = useTexts().nights;
  const formats = useFormats();
  return (
    <Panel title={texts.expected}>
      <ul>
        {late.expected.map((guest) => (
          <li key={guest.guestId} className={classes.row}>
            <Who guest={guest}>
              {guest.lateFrom && texts.from(formats.time(guest.lateFrom, late.timeZone))}
              {guest.lateReason && ` · ${guest.lateReason}`}
            </Who>
          </li>
        ))}
      </ul>
    </Panel>
  );
};

const Released = ({ facilityId, late }: { facilityId: number; late: Late }) => {
  const { late: texts } = useTexts().nights;
  const formats = useFormats();
  const combination = useFormCombination();
  const { act, busy, notDone, dismiss } = useAct(undoNoShow, {
    combination,
    touches: () => [facilityKey(facilityId), ['tonight'], ['attention']],
    onDone: (reply) => {
      const name = late.released.find((g) => g.guestId === reply.guestId)?.name ?? '';
      announce(reply.sameBed ? texts.isBack(name) : texts.isBackOther(name));
    },
  });
  return (
    <Panel title={texts.released}>
      <p className={classes.ask}>{texts.releasedWhy}</p>
      <NotDoneFrame notDone={notDone} title={texts.notBack} combination={combination} onDismiss={dismiss} />
      <ul>
        {late.released.map((guest) => (
          <li key={guest.guestId} className={classes.row}>
            <Who guest={guest}>
              {guest.releasedAt &&
                texts.releasedAt(formats.time(guest.releasedAt, late.timeZone), guest.releasedBy)}
            </Who>
            <Button
              variant="default"
              disabled={busy}
              aria-label={texts.backAbout(guest.name)}
              onClick={() => act({ params: { id: guest.guestId } })}
            >
              {texts.back}
            </Button>
          </li>
        ))}
      </ul>
    </Panel>
  );
};
