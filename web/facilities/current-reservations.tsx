import { Button } from '@mantine/core';
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import { readCode } from '../../contract/arrivals.ts';
import type { Night } from '../../contract/nights.ts';
import type { ExpectedGuest, CurrentReservations as NightBoard } from '../../contract/reservations.ts';
import { useCombination } from '../accounts/session.tsx';
import { ShiftNotes } from '../nights/shift-notes.tsx';
import { useKeptRoster } from '../nights/use-kept-roster.ts';
import { pathTo } from '../paths.ts';
import { NotDoneFrame } from '../shell/not-done-frame.tsx';
import { useEnteredHeading, useRoomTitle } from '../shell/screen.tsx';
import { useFormats } from '../texts/formats.ts';
import { useTexts } from '../texts/language.tsx';
import { Door } from '../ui/door.tsx';
import { KeyHint } from '../ui/key-hint.tsx';
import { useShortcuts } from '../ui/keyboard.ts';
import { useScanner } from '../ui/scanner.ts';
import { makeStore } from '../ui/store.ts';
import { Board, Legend } from './board.tsx';
import { Calendar } from './calendar.tsx';
import { bedOf } from './choices.ts';
import { CountConfirmation, StaleCount } from './count-confirmation.tsx';
import { CountStrip } from './count-strip.tsx';
import classes from './current-reservations.module.css';
import { AskLine, AwayAndLeft } from './door-lines.tsx';
import { FindField } from './find-field.tsx';
import { GuestActs } from './guest-acts.tsx';
import { LeftPane } from './left-pane.tsx';
import { isPeople, type ListName } from './lists.ts';
import { NightChooser } from './night-chooser.tsx';
import { codeIn, findParties, isExpected, listParties, type Party, partyWithCode } from './parties.ts';
import { PartyRow } from './party-row.tsx';
import { PhoneBar, PhoneTabs } from './phone-bar.tsx';
import { PlaceStrip } from './place-strip.tsx';
import { placesById } from './rooms.ts';
import { TakeIn } from './take-in.tsx';
import { UndoCheckOut, UndoGiving } from './undo-giving.tsx';
import { useDesk } from './use-desk.ts';
import { useDoor } from './use-door.ts';
import { useNow } from './use-now.ts';
import { useSlip } from './use-slip.ts';

// The forms' interpreter is large, and most nights nobody opens it at once.
const DoorQuestions = lazy(() => import('./door-questions.tsx').then((m) => ({ default: m.DoorQuestions })));

interface CurrentReservationsProps {
  board: NightBoard;
  list: ListName;
  view: View;
  onView: (view: View) => void;
  /** The reservation that a slip or a link asks for. */
  wanted: number | null;
  onList: (list: ListName) => void;
  onNight: (night: Night) => void;
  /** A slip was found that belongs to another night or another facility. */
  onElsewhere: (facilityId: number, night: Night, reservationId: number) => void;
  /** Another night was entered in the calendar, with a reservation of it or without one. */
  onCell: (night: Night, reservationId: number | null) => void;
}

/** How the places are shown: as they stand in their rooms, or over fourteen nights. */
export type View = 'board' | 'calendar';

/** Current Reservations of a night: who is expected, which bed each gets, and what is left. */
export const CurrentReservations = (props: CurrentReservationsProps) => {
  const { board, list, wanted, onNight, onElsewhere } = props;
  const { find, keys, board: boardTexts } = useTexts().facilities;
  const now = useNow(board.readAt);
  const isTonight = board.night === board.facility.tonight;
  const places = useMemo(() => placesById(board), [board]);
  const heading = useRef<HTMLHeadingElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const pane = useRef<HTMLDivElement>(null);
  const desk = useDesk(board, places, wanted, now, heading);
  const [typed, setTyped] = useState('');
  const [hint, setHint] = useState(find.hint);
  const [showsBeds, setShowsBeds] = useState(false);
  const [writing, setWriting] = useState(false);
  const forgetLast = () => desk.setLast(null);
  const [looked] = useState(() => makeStore<number | null>(null));

  const searching = typed.trim() !== '';
  const parties = useMemo(
    () => (searching ? findParties(board, typed) : isPeople(list) ? listParties(board, list, now) : []),
    [board, list, now, searching, typed],
  );
  const onList = (next: ListName) => {
    setTyped('');
    setShowsBeds(false);
    props.onList(next);
  };
  const show = (party: Party) => {
    setTyped('');
    setShowsBeds(false);
    props.onList(party.all.some(isExpected) ? 'expected' : 'in_house');
    desk.select(party.reservationId);
  };
  const slip = useSlip(({ facilityId, night, reservationId, state }) => {
    const there = board.guests.find((g) => g.reservationId === reservationId);
    if (there && state !== 'cancelled') show(partyWithCode(board, there.code) as Party);
    else onElsewhere(facilityId, night, reservationId);
  });
  const openCode = (code: string) => {
    const party = partyWithCode(board, readCode(codeIn(code)));
    // Enter is the next likely act of whoever was scanned, not of what had the focus.
    heading.current?.focus({ preventScroll: true });
    if (party) show(party);
    else slip.find(code);
  };
  useScanner(openCode);
  const door = useDoor(board.facility.id);
  const [asks, setAsks] = useState<ExpectedGuest | null>(null);
  const toAsk = board.guests.find((g) => desk.arrived.includes(g.guestId) && g.toAskAtTheDoor > 0) ?? null;
  const forget = (guestId: number) => desk.setArrived(desk.arrived.filter((id) => id !== guestId));
  const enter = useEnter({ board, typed, parties, show, onCode: slip.find });

  const at = parties.findIndex((p) => p.reservationId === desk.party?.reservationId);
  const last = useRef(0);
  const step = (by: number) => {
    const next = at < 0 ? Math.min(last.current, parties.length - 1) : at + by;
    const party = parties[next];
    if (!party) return;
    last.current = next;
    desk.select(party.reservationId);
    const row = pane.current?.querySelector(`[data-reservation="${party.reservationId}"]`);
    [...(row?.querySelectorAll('button') ?? [])].at(-1)?.focus();
  };
  const toField = (words: string) => {
    setHint(words);
    setShowsBeds(false);
    field.current?.focus();
    // A phone's keyboard takes the lower half: who is found must show above it.
    field.current?.scrollIntoView({ block: 'start' });
  };
  useShortcuts([
    { keys: 'ArrowDown', label: keys.list, act: () => step(1) },
    { keys: 'ArrowUp', label: keys.list, act: () => step(-1) },
    { keys: 'Enter', label: keys.likeliest, act: () => desk.party && desk.perform(desk.party) },
    { keys: 'mod+enter', label: keys.likeliest, act: () => desk.party && desk.perform(desk.party) },
    { keys: 'm', label: keys.another, act: () => desk.party && desk.setPlacesOpen(!desk.placesOpen) },
    ...(isTonight
      ? [
          {
            keys: 'w',
            label: keys.walkIn,
            act: () => desk.setTakesIn({ picked: null, joins: null }),
          },
        ]
      : []),
    { keys: '/', label: keys.find, act: () => toField(find.hint) },
    {
      keys: 'Escape',
      label: boardTexts.title,
      act: () => (desk.placesOpen ? desk.setPlacesOpen(false) : desk.select(null)),
    },
  ]);

  const chosen = useMemo(() => {
    const beds = desk.party?.all.flatMap((g) => bedOf(g, desk.choices) ?? []) ?? [];
    return new Set(desk.party ? beds : desk.bedId === null ? [] : [desk.bedId]);
  }, [desk.party, desk.choices, desk.bedId]);
  // Places of others show as fitting only while another place is looked for: then they may move aside.
  const against = useMemo(() => {
    if (!desk.against || desk.placesOpen) return desk.against;
    return new Map([...desk.against].filter(([bedId]) => places.get(bedId)?.shortName === null));
  }, [desk.against, desk.placesOpen, places]);
  const [firstChosen] = chosen;
  // Once more when the strip has grown: its places come a moment later.
  const isKnown = desk.against !== null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    if (firstChosen === undefined) return;
    pane.current?.querySelector(`[data-bed="${firstChosen}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [firstChosen, isKnown]);
  const press = useLatest(desk.press);
  const moveTo = useLatest(desk.moveTo);

  return (
    <div className={classes.room} data-shows={showsBeds ? 'beds' : 'people'}>
      <Head
        board={board}
        onNight={onNight}
        onWrite={() => setWriting(true)}
        onWalkIn={() => desk.setTakesIn({ picked: null, joins: null })}
      />
      <StaleCount board={board} now={now} />
      {board.night === board.facility.tonight && (
        <>
          <ShiftNotes
            notes={board.notes}
            facility={board.facility}
            writing={writing}
            onWritten={() => setWriting(false)}
          />
          <KeptRoster tonight={board} />
        </>
      )}
      <CountStrip {...{ board, now, list }} onOpen={onList} />
      <PhoneTabs list={list} showsBeds={showsBeds} onList={onList} onBeds={() => setShowsBeds(true)} />
      <div className={classes.panes} ref={pane}>
        <LeftPane
          {...{ board, list, onList, typed, parties, chosen, heading }}
          foot={
            <>
              {toAsk && <AskLine guest={toAsk} onAsk={setAsks} onNotNow={() => forget(toAsk.guestId)} />}
              <UndoGiving
                facilityId={board.facility.id}
                done={desk.last && 'done' in desk.last ? desk.last.done : null}
                onGone={forgetLast}
              />
              <UndoCheckOut
                facilityId={board.facility.id}
                left={desk.last && 'left' in desk.last ? desk.last.left : null}
                onGone={forgetLast}
              />
            </>
          }
          after={<AwayAndLeft {...{ board, door }} />}
          noSlip={slip.missing}
          onPick={desk.press}
          find={
            <>
              <FindField
                {...{ typed, hint, field }}
                busy={slip.busy}
                onType={(text) => {
                  setTyped(text);
                  slip.forget();
                }}
                onEnter={enter}
                onDown={() => step(0)}
              />
              <NotDoneFrame
                notDone={slip.notDone}
                title={find.label}
                onDismiss={slip.forget}
                onAgain={enter}
                acts={{
                  walk_in: ({ facts = {} }) => {
                    slip.forget();
                    desk.setTakesIn({
                      picked: { clientId: Number(facts.client), name: String(facts.name) },
                      joins: null,
                    });
                  },
                }}
              />
            </>
          }
          row={(party) => (
            <PartyRow
              key={party.reservationId}
              {...{ party, board, places }}
              selected={party.reservationId === desk.party?.reservationId}
              choices={desk.choices}
              act={desk.actOf(party)}
              busy={desk.giving.busy}
              onSelect={() => desk.select(party.reservationId)}
              onAct={() => desk.perform(party)}
            />
          )}
        />
        <section className={classes.right} aria-label={boardTexts.title}>
          <div className={classes.boardHead}>
            <h2 className={classes.boardTitle}>{boardTexts.title}</h2>
            <ViewChoice view={props.view} onView={props.onView} />
            {board.rooms.length > 0 && <Legend board={board} />}
            <ToClosures facilityId={board.facility.id} />
          </div>
          <div className={classes.board}>
            {props.view === 'calendar' ? (
              <Calendar board={board} onPick={desk.press} onCell={props.onCell} onMove={desk.moveTo} />
            ) : (
              <Board
                board={board}
                against={against}
                chosen={chosen}
                now={now}
                onPick={press}
                onLook={looked.set}
                onMove={moveTo}
              />
            )}
          </div>
          <PlaceStrip
            {...{ board, places, desk, looked }}
            more={(party, guest) => (
              <GuestActs
                key={guest.guestId}
                {...{ board, party, guest, door }}
                onAsk={setAsks}
                onJoin={(joins) => desk.setTakesIn({ picked: null, joins })}
                onLeft={(left) => desk.setLast({ left })}
              />
            )}
          />
        </section>
      </div>
      {desk.takesIn && (
        <TakeIn
          facilityId={board.facility.id}
          {...{ door, ...desk.takesIn }}
          onDone={(taken) => {
            desk.tookIn(taken);
            props.onList('in_house');
          }}
          onOpen={(reservationId) => {
            desk.setTakesIn(null);
            props.onList('expected');
            desk.select(reservationId);
          }}
          onClose={() => desk.setTakesIn(null)}
        />
      )}
      {asks && (
        <Suspense fallback={null}>
          <DoorQuestions
            facilityId={board.facility.id}
            guestId={asks.guestId}
            name={asks.name}
            onClose={() => {
              forget(asks.guestId);
              setAsks(null);
            }}
          />
        </Suspense>
      )}
      <PhoneBar onScan={() => toField(find.scanHint)} onFind={() => toField(find.nameHint)} />
    </div>
  );
};

/** Where a supervisor closes beds and opens overflow. */
const ToClosures = ({ facilityId }: { facilityId: number }) => {
  const { board } = useTexts().facilities;
  if (useCombination()?.supervisor !== true) return null;
  return (
    <span className={classes.toClosures}>
      <Door to={pathTo('closures', { facilityId })}>{board.closures}</Door>
    </span>
  );
};

/** The same function all the time, doing what the latest one does. */
const useLatest = <A extends unknown[]>(act: (...args: A) => void) => {
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  const [stable] = useState(
    () =>
      (...args: A) =>
        latest.current(...args),
  );
  return stable;
};

/** Enter in the field: the slip with that code, else the one person found, else the code is looked up elsewhere. */
const useEnter = (asked: {
  board: NightBoard;
  typed: string;
  parties: Party[];
  show: (party: Party) => void;
  onCode: (typed: string) => void;
}) => {
  const { board, typed, parties, show, onCode } = asked;
  return () => {
    if (typed.trim() === '') return;
    const party =
      partyWithCode(board, readCode(codeIn(typed))) ?? (parties.length === 1 ? parties[0] : undefined);
    if (party) show(party);
    else if (parties.length === 0) onCode(typed);
  };
};

const ViewChoice = ({ view, onView }: { view: View; onView: (view: View) => void }) => {
  const { views } = useTexts().shift;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is no part of a head
    <div role="group" className={classes.views} aria-label={views.name}>
      {(['board', 'calendar'] as const).map((name) => (
        <button key={name} type="button" aria-pressed={view === name} onClick={() => onView(name)}>
          {views[name]}
        </button>
      ))}
    </div>
  );
};

/** Keeps the roster while Tonight is open. */
const KeptRoster = ({ tonight }: { tonight: NightBoard }) => {
  useKeptRoster(tonight);
  return null;
};

/** Doors to what else belongs to the night. */
const MoreOfTheNight = ({ board, onWrite }: Pick<HeadProps, 'board' | 'onWrite'>) => {
  const { shift, nights, facilities, exits } = useTexts();
  const { doors, note } = shift;
  const { facility, night } = board;
  const to = { facilityId: facility.id };
  return (
    <nav className={classes.doors} aria-label={doors.name}>
      {night === facility.tonight && facility.kind === 'night_by_night' && (
        <Door to={pathTo('morning', to)}>{nights.morning.door}</Door>
      )}
      {night === facility.tonight && <Door to={pathTo('late', to)}>{nights.late.door}</Door>}
      {night === facility.tonight && <Door to={pathTo('census', to)}>{doors.census}</Door>}
      {night === facility.tonight && <Door to={pathTo('roster', to)}>{doors.roster}</Door>}
      {facility.kind === 'night_by_night' && night <= facility.tonight && (
        <Door to={`${pathTo('bedNights', to)}?night=${night}`}>{doors.nights}</Door>
      )}
      {night === facility.tonight && <Door to={pathTo('exits', to)}>{exits.clock.door}</Door>}
      <Door to={pathTo('bars')}>{facilities.title.bars}</Door>
      {night === facility.tonight && (
        <button type="button" onClick={onWrite}>
          {note.write}
        </button>
      )}
    </nav>
  );
};

interface HeadProps {
  board: NightBoard;
  onNight: (night: Night) => void;
  onWrite: () => void;
  onWalkIn: () => void;
}

const Head = ({ board, onNight, onWrite, onWalkIn }: HeadProps) => {
  const { title, door } = useTexts().facilities;
  const formats = useFormats();
  const heading = useEnteredHeading();
  const { facility, night } = board;
  const isTonight = night === facility.tonight;
  useRoomTitle(title.room(facility.name));
  return (
    <div className={classes.head}>
      <div className={classes.titles}>
        <h1 ref={heading} tabIndex={-1} className={classes.title}>
          {isTonight ? title.tonight(facility.name) : title.night(formats.night(night), facility.name)}
        </h1>
        <p className={classes.date}>
          {isTonight
            ? title.until(formats.night(night), formats.timeOfDay(facility.nightUntil))
            : night < facility.tonight
              ? title.past
              : title.ahead}
        </p>
      </div>
      <div className={classes.acts}>
        <NightChooser night={night} tonight={facility.tonight} onChoose={onNight} />
        {isTonight && (
          <Button variant="default" onClick={onWalkIn} rightSection={<KeyHint keys="w" />}>
            {door.walkIn}
          </Button>
        )}
        {isTonight && <CountConfirmation board={board} />}
      </div>
      <MoreOfTheNight board={board} onWrite={onWrite} />
    </div>
  );
};
