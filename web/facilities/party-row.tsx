import { Button } from '@mantine/core';
import {
  IconAlertTriangleFilled,
  IconCircleDashed,
  IconLanguage,
  IconOctagonMinus,
} from '@tabler/icons-react';
import { addDays } from '../../contract/nights.ts';
import type { BoardPlace, CurrentReservations, ExpectedGuest } from '../../contract/reservations.ts';
import { useFormats } from '../texts/formats.ts';
import { sayObstacle, useTexts } from '../texts/language.tsx';
import { bedOf, type Choices, withOwnPlace } from './choices.ts';
import type { LikelyAct } from './likely-act.ts';
import { isExpected, isInHouse, type Party } from './parties.ts';
import classes from './party-row.module.css';
import { namePlace } from './rooms.ts';

interface PartyRowProps {
  party: Party;
  board: CurrentReservations;
  places: ReadonlyMap<number, BoardPlace>;
  selected: boolean;
  choices: Choices;
  act: LikelyAct | null;
  busy: boolean;
  onSelect: () => void;
  onAct: () => void;
}

/** A party: who, how to say it, what they need, where they sleep, and the likeliest act. */
export const PartyRow = ({
  party,
  board,
  places,
  selected,
  choices,
  act,
  busy,
  onSelect,
  onAct,
}: PartyRowProps) => {
  const { row: texts, acts } = useTexts().facilities;
  const { main } = party;
  const isSaid = main.goesBy !== null || main.sayIt !== null;
  const { bed, standing } = useSayBeds(board, places)(party.all, selected ? choices : noChoices);
  const [label, about] = {
    check_in: [acts.checkIn, acts.checkInAbout(main.name)],
    give: [acts.giveShort, acts.giveAbout(main.name)],
    mend: [acts.mend, acts.mendAbout(main.name)],
    decide: [acts.decide, acts.decideAbout(main.name)],
    place: [acts.place, acts.placeAbout(main.name)],
  }[act ?? 'place'];
  return (
    <li className={classes.row} data-selected={selected || undefined} data-reservation={party.reservationId}>
      <div className={classes.who}>
        <button
          type="button"
          className={classes.pick}
          aria-current={selected || undefined}
          onClick={onSelect}
        >
          {main.name}
        </button>
        <SaidName guest={main} phoneBed={bed} />
        {!isSaid && <Particulars party={party} />}
      </div>
      <p className={classes.bed}>
        <span className={classes.label}>{bed}</span>
        <span className={classes.standing}>{standing}</span>
      </p>
      {act && (
        <Button
          className={classes.act}
          variant={selected ? 'filled' : 'default'}
          data-quiet={act === 'check_in' || undefined}
          aria-label={`${about}, ${texts.about(bed, standing)}`}
          disabled={busy && !selected}
          loading={busy && selected}
          onFocus={(event) => {
            // A pointer's press must not move what it presses; only the keyboard selects by focus.
            if (event.currentTarget.matches(':focus-visible')) onSelect();
          }}
          onClick={onAct}
        >
          {label}
        </Button>
      )}
      <div className={classes.more}>
        {isSaid && <Particulars party={party} />}
        {party.all.map((guest) => (
          <Risk key={guest.guestId} guest={guest} alone={party.all.length === 1} />
        ))}
      </div>
    </li>
  );
};

const noChoices: Choices = new Map();

/** 'goes by Mina · ah-MEE-nah'; on a phone the bed comes first. */
const SaidName = ({ guest, phoneBed }: { guest: ExpectedGuest; phoneBed: string }) => {
  const { row: texts } = useTexts().facilities;
  const said = [
    ...(guest.goesBy ? [<GoesBy key="goes" name={guest.goesBy} word={texts.goesBy} />] : []),
    ...(guest.sayIt ? [<span key="say">{guest.sayIt}</span>] : []),
  ];
  return (
    <p className={said.length > 0 ? classes.said : `${classes.said} ${classes.phoneOnly}`}>
      <span className={classes.phoneBed}>{phoneBed}</span>
      {said.map((part, i) => [i > 0 && ' · ', part])}
    </p>
  );
};

const GoesBy = ({ name, word }: { name: string; word: string }) => (
  <span>
    {word} <strong className={classes.goesBy}>{name}</strong>
  </span>
);

const Particulars = ({ party }: { party: Party }) => {
  const texts = useTexts().facilities;
  const { row } = texts;
  const formats = useFormats();
  const nameWithAge = (g: ExpectedGuest) =>
    [g.goesBy ?? g.name, ...(g.age === null || g.age >= 18 ? [] : [`(${g.age})`])].join('\u00a0');
  const needs = [...new Set(party.all.flatMap((g) => g.needs))].map((n) => texts.needs[n] ?? n);
  const languages = [...new Set(party.all.flatMap((g) => (g.interpreter === null ? [] : [g.interpreter])))];
  const pets = party.all.reduce((sum, g) => sum + g.pets, 0);
  const toAsk = party.all.reduce((sum, g) => sum + g.toAskAtTheDoor, 0);
  const parts = [
    ...(party.main.partySize > 1 ? [row.partyOf(party.main.partySize)] : []),
    ...(party.others.length > 0 ? [row.with(formats.list(party.others.map(nameWithAge)))] : []),
    ...needs,
    ...(pets > 0 ? [row.pets(pets)] : []),
  ];
  const { beginDate, endDate } = party.main;
  const isOneNight = endDate === addDays(beginDate, 1);
  const until = isOneNight ? null : endDate ? row.until(formats.night(endDate)) : row.untilMoveOut;
  if (parts.length + languages.length + toAsk === 0 && !until) return null;
  return (
    <p className={classes.particulars}>
      {parts.length > 0 && <span>{parts.join(', ')}</span>}
      {languages.map((language) => (
        <span key={language} className={classes.particular}>
          <IconLanguage size={14} aria-hidden /> {row.interpreter(language)}
        </span>
      ))}
      {until && <span className={classes.particular}>{until}</span>}
      {toAsk > 0 && (
        <span className={classes.particular}>
          <IconCircleDashed size={14} aria-hidden />{' '}
          {isExpected(party.main) ? row.toAsk(toAsk) : row.stillToAsk(toAsk)}
        </span>
      )}
    </p>
  );
};

/** Why a promise is at risk, or that this shelter has barred the guest. */
const Risk = ({ guest, alone }: { guest: ExpectedGuest; alone: boolean }) => {
  const words = useTexts();
  const { row: texts } = words.facilities;
  if (guest.atRisk.length === 0 && !guest.barred) return null;
  // The bar itself is said once, beside these.
  const reasons = guest.atRisk.filter(({ code }) => code !== 'barred_here').map((o) => sayObstacle(words, o));
  const who = alone ? '' : `${guest.goesBy ?? guest.name}: `;
  return (
    <p className={classes.risk}>
      {guest.barred && (
        <span className={classes.barred}>
          <IconOctagonMinus size={14} aria-hidden /> {who}
          {isInHouse(guest) ? texts.barredInHouse : texts.barred}
        </span>
      )}
      {reasons.length > 0 && (
        <span>
          <span className={classes.atRisk}>
            <IconAlertTriangleFilled size={14} aria-hidden /> {guest.barred ? '' : who}
            {texts.atRisk}
          </span>{' '}
          {reasons.join(' · ')}
        </span>
      )}
    </p>
  );
};

/** Where a party sleeps in few words, and whether that is proposed, given or chosen: 'A6 lower', 'Room 2', 'A1, A2 upper'. */
export const useSayBeds = (board: CurrentReservations, places: ReadonlyMap<number, BoardPlace>) => {
  const { row: texts, board: words } = useTexts().facilities;
  const units = new Map(board.rooms.flatMap((r) => r.units.map((u) => [u.id, u.name] as const)));
  return (guests: ExpectedGuest[], choices: Choices): { bed: string; standing: string } => {
    const own = withOwnPlace(guests);
    const beds = own.flatMap((g) => places.get(bedOf(g, choices) ?? 0) ?? []);
    const isChosen = own.some((g) => choices.has(g.guestId));
    const standing = isChosen ? texts.chosen : own.every((g) => g.confirmed) ? texts.given : texts.proposed;
    const [first] = beds;
    if (!first) return { bed: texts.noPlace, standing: '' };
    const unit = first.unitId === null ? undefined : units.get(first.unitId);
    if (unit && beds.length > 1 && beds.every((b) => b.unitId === first.unitId))
      return { bed: unit, standing };
    const names = beds.map((b) => namePlace(b, words.kinds));
    return { bed: names.length > 3 ? texts.differentPlaces(names.length) : names.join(', '), standing };
  };
};
