import { Button } from '@mantine/core';
import { IconAlertTriangle, IconDoorEnter, IconMoodSmile, IconUserQuestion } from '@tabler/icons-react';
import type { ReactNode, RefObject } from 'react';
import type { BoardPlace, CurrentReservations } from '../../contract/reservations.ts';
import { useTexts } from '../texts/language.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import classes from './left-pane.module.css';
import { whenOf } from './likely-act.ts';
import { isPeople, type ListName, sortOf } from './lists.ts';
import { isInHouse, type Party } from './parties.ts';
import { PlacesList } from './places-list.tsx';
import { isOfSort, isOpenOverflow } from './rooms.ts';

interface LeftPaneProps {
  board: CurrentReservations;
  list: ListName;
  onList: (list: ListName) => void;
  /** What is searched for, while it is; then `parties` are those found. */
  typed: string;
  parties: Party[];
  row: (party: Party) => ReactNode;
  find: ReactNode;
  chosen: ReadonlySet<number>;
  onPick: (place: BoardPlace) => void;
  /** Below the people: who is away or gone. */
  after: ReactNode;
  /** What was done last, to take back. */
  foot: ReactNode;
  /** A slip that was looked for and is not there. */
  noSlip: string | null;
  heading: RefObject<HTMLHeadingElement | null>;
}

/** Who is expected, in house or at risk; or the places behind a count; or who was found. */
export const LeftPane = (props: LeftPaneProps) => {
  const { board, list, onList, typed, parties, row, find, chosen, onPick, foot, noSlip, heading } = props;
  const { lists, find: finding } = useTexts().facilities;
  const titles: Record<string, string> = {
    expected: lists.expected,
    in_house: lists.inHouse,
    overdue: lists.overdue,
    at_risk: lists.atRisk,
    closed: lists.closed,
    overflow: lists.overflow,
  };
  const searching = typed.trim() !== '';
  const showsPeople = searching || isPeople(list);
  const places = showsPeople ? [] : placesOf(board, list);
  const isTab = list === 'expected' || list === 'in_house';
  const people = parties.reduce((sum, p) => sum + p.all.length, 0);
  const title = searching ? lists.found : (titles[list] ?? lists.free);
  const count = showsPeople ? lists.people(people, parties.length) : lists.places(places.length);
  return (
    <section className={classes.pane} aria-label={title}>
      <div className={classes.find} data-searching={searching || noSlip !== null || undefined}>
        {find}
      </div>
      <div className={isTab && !searching ? `${classes.head} ${classes.saidByTab}` : classes.head}>
        <h2 ref={heading} tabIndex={-1} className={classes.title}>
          {title}{' '}
          <span className={classes.count} aria-live={searching ? 'polite' : undefined}>
            {people + places.length > 0 && count}
          </span>
        </h2>
        {searching || list === 'expected' ? (
          <span className={classes.note}>{!searching && parties.some(isUrgent) && lists.needsYouFirst}</span>
        ) : (
          <Button
            size="compact-sm"
            variant="subtle"
            className={classes.back}
            onClick={() => onList('expected')}
          >
            {lists.back}
          </Button>
        )}
      </div>
      <div className={classes.list}>
        {noSlip && (
          <div className={classes.noSlip} role="alert">
            <IconAlertTriangle size={18} aria-hidden />
            <div>
              <p className={classes.noSlipTitle}>{finding.noSlip(noSlip)}</p>
              <p>{finding.noSlipWhy}</p>
            </div>
          </div>
        )}
        {showsPeople && parties.length > 0 && <ul>{parties.map(row)}</ul>}
        {places.length > 0 && <PlacesList board={board} places={places} chosen={chosen} onPick={onPick} />}
        {parties.length === 0 && places.length === 0 && !noSlip && (
          <NothingHere board={board} list={list} typed={searching ? typed : ''} />
        )}
        {!searching && isPeople(list) && props.after}
      </div>
      <div className={classes.foot}>{foot}</div>
    </section>
  );
};

const isUrgent = (party: Party) => party.all.some((g) => g.atRisk.length > 0);

const placesOf = (board: CurrentReservations, list: ListName): BoardPlace[] => {
  const sort = sortOf(list);
  const places = board.rooms.flatMap((r) => r.places);
  if (sort) return places.filter((p) => isOfSort(p, sort));
  return places.filter(list === 'overflow' ? isOpenOverflow : (p) => p.state === 'closed');
};

/** What is so, why, and what to do, where a list is empty. */
const NothingHere = ({
  board,
  list,
  typed,
}: {
  board: CurrentReservations;
  list: ListName;
  typed: string;
}) => {
  const { empty, find } = useTexts().facilities;
  if (typed) {
    return (
      <EmptyState
        icon={<IconUserQuestion size={26} stroke={1.6} aria-hidden />}
        title={find.nobody(typed.trim())}
        why={find.nobodyWhy}
      />
    );
  }
  if (list === 'at_risk') {
    return (
      <EmptyState
        icon={<IconMoodSmile size={26} stroke={1.6} aria-hidden />}
        title={empty.atRisk}
        why={empty.atRiskWhy}
      />
    );
  }
  if (list === 'overdue') return <EmptyState title={empty.overdue} why={empty.overdueWhy} />;
  if (list === 'overflow') return <EmptyState title={empty.overflow} why={empty.overflowWhy} />;
  if (list === 'in_house') return <EmptyState title={empty.inHouse} why={empty.inHouseWhy} />;
  if (list === 'closed') return <EmptyState title={empty.closed} />;
  if (list !== 'expected') return <EmptyState title={empty.free} why={empty.freeWhy} />;
  const isPast = whenOf(board) === 'past';
  const inHouse = board.guests.filter(isInHouse).length;
  return (
    <EmptyState
      icon={<IconDoorEnter size={26} stroke={1.6} aria-hidden />}
      title={isPast ? empty.past : inHouse > 0 ? empty.allIn : empty.expected}
      {...(!isPast && { why: inHouse > 0 ? empty.allInWhy(inHouse) : empty.expectedWhy(board.bookable.any) })}
    />
  );
};
