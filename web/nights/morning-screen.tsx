import { Button, NativeSelect } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCheck,
  IconCircleDashed,
  IconDoorExit,
  IconHome,
  IconMoon,
  IconRepeat,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import {
  confirmMorning,
  type MorningChoice,
  type MorningGuest,
  readMorning,
} from '../../contract/departures.ts';
import type { Reply } from '../../contract/endpoint.ts';
import { useFormCombination } from '../accounts/form-combination.ts';
import { pathTo } from '../paths.ts';
import { facilityKey, reading, useAct } from '../query.ts';
import { Loaded } from '../shell/loaded.tsx';
import { NotDoneFrame } from '../shell/not-done-frame.tsx';
import { Screen } from '../shell/screen.tsx';
import { useFormats } from '../texts/formats.ts';
import { sayObstacle, useTexts } from '../texts/language.tsx';
import { announce } from '../ui/announce.tsx';
import { DoorButton } from '../ui/door.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { KeyHint } from '../ui/key-hint.tsx';
import { useShortcuts } from '../ui/keyboard.ts';
import { ReasonLine } from '../ui/reason-line.tsx';
import { DestinationSelect } from './destination-select.tsx';
import { useFacilityId } from './facility-room.tsx';
import classes from './morning.module.css';
import { NotKept } from './not-kept.tsx';

type Morning = Reply<typeof readMorning>;
type Confirmed = Reply<typeof confirmMorning>;

const order: readonly MorningChoice[] = ['leaving', 'returning', 'moved_out'];
const icons = { leaving: IconDoorExit, returning: IconRepeat, moved_out: IconHome };
const nobodyAsked = 30;

interface Answer {
  choice: MorningChoice;
  nights: number;
  destination: number;
}

/** Who slept here: of each, leaving, returning tonight or moved out; one confirm for all. */
export const MorningScreen = () => {
  const { nights: texts } = useTexts();
  const formats = useFormats();
  const facilityId = useFacilityId();
  const query = useQuery(
    reading(facilityKey(facilityId, 'morning'), readMorning, { params: { id: facilityId } }),
  );
  const { data } = query;
  return (
    <Screen
      title={data ? texts.morning.of(formats.night(data.tonight)) : texts.morning.title}
      about={data && `${data.facilityName} · ${texts.morning.about(data.guests.length)}`}
      act={
        <DoorButton to={pathTo('facility', { facilityId })} variant="default">
          {texts.morning.toTonight}
        </DoorButton>
      }
    >
      <Loaded query={query}>{(morning) => <Asking facilityId={facilityId} morning={morning} />}</Loaded>
    </Screen>
  );
};

const Asking = ({ facilityId, morning }: { facilityId: number; morning: Morning }) => {
  const { nights: all } = useTexts();
  const texts = all.morning;
  const formats = useFormats();
  const [answers, setAnswers] = useState<ReadonlyMap<number, Answer>>(new Map());
  const [at, setAt] = useState(0);
  const [confirmed, setConfirmed] = useState<Confirmed | null>(null);
  const list = useRef<HTMLUListElement>(null);
  const combination = useFormCombination();
  const { guests } = morning;
  const chosen = guests.filter((g) => answers.has(g.guestId));
  const { act, busy, notDone, dismiss } = useAct(confirmMorning, {
    combination,
    touches: () => [facilityKey(facilityId), ['tonight']],
    onDone: (reply) => {
      setAnswers(new Map());
      setConfirmed(reply);
      announce(sayConfirmed(all, reply));
    },
  });
  const confirm = () =>
    chosen.length > 0 &&
    act({
      params: { id: facilityId },
      body: {
        night: morning.night,
        closes: chosen.length === guests.length,
        guests: chosen.map(({ guestId }) => {
          const { choice, nights, destination } = answers.get(guestId)!;
          return {
            guestId,
            choice,
            ...(choice === 'returning' && { nights }),
            ...(choice === 'moved_out' && { exit: { destination } }),
          };
        }),
      },
    });
  const answer = (guestId: number, change: Partial<Answer>) =>
    setAnswers((before) => {
      const had = before.get(guestId) ?? { choice: 'leaving', nights: 1, destination: nobodyAsked };
      return new Map(before).set(guestId, { ...had, ...change });
    });
  const focusRow = (index: number) => {
    const next = Math.max(0, Math.min(guests.length - 1, index));
    setAt(next);
    const row = list.current?.children[next];
    row?.querySelector<HTMLButtonElement>('button[aria-pressed="true"], button')?.focus();
  };
  const current = guests[at];
  const choose = (choice: MorningChoice) => current && answer(current.guestId, { choice });
  const nextChoice = () => {
    if (!current) return;
    const now = answers.get(current.guestId)?.choice;
    choose(order[now ? (order.indexOf(now) + 1) % order.length : 0]!);
  };
  const sameAsLast = () =>
    setAnswers((before) => {
      const next = new Map(before);
      for (const { guestId, lastMorning } of guests)
        if (lastMorning && !next.has(guestId))
          next.set(guestId, { choice: lastMorning, nights: 1, destination: nobodyAsked });
      return next;
    });
  useShortcuts([
    { keys: 'ArrowDown', label: texts.keys.move, act: () => focusRow(at + 1) },
    { keys: 'ArrowUp', label: texts.keys.move, act: () => focusRow(at - 1) },
    { keys: 'l', label: texts.choices.leaving, act: () => choose('leaving') },
    { keys: 'r', label: texts.choices.returning, act: () => choose('returning') },
    { keys: 'm', label: texts.choices.moved_out, act: () => choose('moved_out') },
    { keys: 's', label: texts.keys.same, act: sameAsLast },
    { keys: ' ', label: texts.keys.next, act: nextChoice },
    { keys: 'mod+enter', label: texts.confirm(chosen.length), act: () => !busy && confirm() },
  ]);

  const count = (choice: MorningChoice) =>
    chosen.filter((g) => answers.get(g.guestId)?.choice === choice).length;
  const canSame = guests.some((g) => g.lastMorning && !answers.has(g.guestId));
  return (
    <div className={classes.morning}>
      {confirmed && (
        <NotKept facilityId={facilityId} confirmed={confirmed} onGone={() => setConfirmed(null)} />
      )}
      {guests.length === 0 ? (
        <EmptyState
          title={texts.nobody}
          why={
            morning.closedAt
              ? texts.done(formats.instant(morning.closedAt, morning.timeZone), morning.closedBy)
              : texts.nobodyWhy
          }
        />
      ) : (
        <>
          <div className={classes.head}>
            <span aria-hidden className={classes.hints}>
              <KeyHint keys="arrowup" /> <KeyHint keys="arrowdown" /> <KeyHint keys="l" />{' '}
              <KeyHint keys="r" /> <KeyHint keys="m" />
            </span>
            <Button
              variant="default"
              disabled={!canSame}
              onClick={sameAsLast}
              rightSection={<KeyHint keys="s" />}
            >
              {texts.same}
            </Button>
          </div>
          <ul className={classes.list} ref={list} aria-label={texts.title}>
            {guests.map((guest, index) => (
              <GuestRow
                key={guest.guestId}
                {...{ guest, morning }}
                answer={answers.get(guest.guestId)}
                selected={index === at}
                onEnter={() => setAt(index)}
                onAnswer={(change) => answer(guest.guestId, change)}
                onNext={nextChoice}
              />
            ))}
          </ul>
          <NotDoneFrame
            notDone={notDone}
            title={texts.notConfirmed}
            combination={combination}
            onDismiss={dismiss}
            onAgain={confirm}
          />
          <div className={classes.foot}>
            {order.map((choice) => (
              <span key={choice} className={classes.count}>
                <strong>{count(choice)}</strong> {texts.short[choice]}
              </span>
            ))}
            <span className={classes.left} data-all={chosen.length === guests.length || undefined}>
              {chosen.length === guests.length ? (
                <IconCheck size={16} aria-hidden />
              ) : (
                <IconCircleDashed size={16} aria-hidden />
              )}
              {chosen.length === guests.length
                ? texts.allChosen
                : texts.notChosen(guests.length - chosen.length)}
            </span>
            <Button
              className={classes.confirm}
              size="md"
              disabled={chosen.length === 0}
              loading={busy}
              onClick={confirm}
              rightSection={<KeyHint keys="mod+enter" />}
            >
              {texts.confirm(chosen.length)}
            </Button>
          </div>
        </>
      )}
      <Away morning={morning} />
    </div>
  );
};

/** Who has leave is not asked, and is not forgotten. */
const Away = ({ morning: { onLeave, tonight } }: { morning: Morning }) => {
  const { morning: texts } = useTexts().nights;
  const formats = useFormats();
  if (onLeave.length === 0) return null;
  return (
    <ul className={classes.away} aria-label={texts.awayList}>
      {onLeave.map((leave) => (
        <li key={leave.guestId}>
          <IconMoon size={16} aria-hidden />
          <span>
            <strong>{leave.name}</strong>{' '}
            {leave.until === tonight ? texts.backTonight : texts.away(formats.night(leave.until))}
          </span>
        </li>
      ))}
    </ul>
  );
};

const sayConfirmed = ({ morning }: ReturnType<typeof useTexts>['nights'], reply: Confirmed) =>
  morning.confirmed(reply.left.length + reply.movedOut.length + reply.notKept.length, reply.returning.length);

interface GuestRowProps {
  guest: MorningGuest;
  morning: Morning;
  answer: Answer | undefined;
  selected: boolean;
  onEnter: () => void;
  onAnswer: (change: Partial<Answer>) => void;
  onNext: () => void;
}

const GuestRow = ({ guest, morning, answer, selected, onEnter, onAnswer, onNext }: GuestRowProps) => {
  const texts = useTexts();
  const { morning: words } = texts.nights;
  const formats = useFormats();
  const said = [guest.goesBy, guest.sayIt].filter(Boolean).join(' · ');
  return (
    <li
      className={classes.row}
      data-selected={selected || undefined}
      onClick={onEnter}
      onFocus={onEnter}
      onKeyDown={(event) => {
        if (event.key !== ' ' || !(event.target as HTMLElement).matches('button')) return;
        event.preventDefault();
        onNext();
      }}
    >
      <p className={classes.place}>
        {guest.bedLabel}
        <span className={classes.dim}>{guest.roomName}</span>
      </p>
      <div className={classes.who}>
        <p className={classes.name}>{guest.name}</p>
        {said && <p className={classes.dim}>{said}</p>}
        {guest.awayUntil ? (
          <p className={classes.dim}>{words.onLeaveFrom(formats.night(guest.awayUntil))}</p>
        ) : (
          guest.keptUntil && <p className={classes.dim}>{words.kept(formats.night(guest.keptUntil))}</p>
        )}
        {guest.warnings.length > 0 && (
          <p className={classes.warning}>
            <ReasonLine
              icon={<IconAlertTriangle size={14} aria-hidden />}
              reasons={guest.warnings.map((o) => sayObstacle(texts, o))}
            />
          </p>
        )}
      </div>
      <p className={classes.nights}>{words.slept(guest.nightsSlept)}</p>
      <div className={classes.choices}>
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a row of buttons */}
        <div role="group" aria-label={guest.name} className={classes.buttons}>
          {order.map((choice) => {
            const Icon = answer?.choice === choice ? IconCheck : icons[choice];
            return (
              <button
                key={choice}
                type="button"
                className={classes.choice}
                aria-pressed={answer?.choice === choice}
                onClick={() => onAnswer({ choice })}
              >
                <Icon size={16} aria-hidden /> {words.choices[choice]}
              </button>
            );
          })}
        </div>
        {answer?.choice === 'returning' && !guest.keptUntil && morning.rebookNights > 1 && (
          <NativeSelect
            aria-label={words.nightsToKeep(guest.name)}
            value={answer.nights}
            onChange={(event) => onAnswer({ nights: Number(event.currentTarget.value) })}
            data={Array.from({ length: morning.rebookNights }, (_, i) => ({
              value: String(i + 1),
              label: words.keepFor(i + 1),
            }))}
          />
        )}
        {answer?.choice === 'moved_out' && (
          <DestinationSelect
            label={words.destination(guest.name)}
            value={answer.destination}
            onChange={(destination) => onAnswer({ destination })}
          />
        )}
      </div>
    </li>
  );
};
