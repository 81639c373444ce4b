import { ActionIcon } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import {
  type CalendarBar,
  type Calendar as CalendarNights,
  calendarNights,
  readCalendar,
} from '../../contract/calendar.ts';
import { addDays, countNights, type Night } from '../../contract/nights.ts';
import type { BoardPlace, CurrentReservations } from '../../contract/reservations.ts';
import { facilityKey, reading } from '../query.ts';
import { Loaded } from '../shell/loaded.tsx';
import { useFormats } from '../texts/formats.ts';
import { useTexts } from '../texts/language.tsx';
import classes from './calendar.module.css';
import { useDragToPlace } from './drag-to-place.ts';
import { namePlace } from './rooms.ts';
import { StateIcon } from './state-icon.tsx';

interface CalendarProps {
  /** The night that is shown on the left. */
  board: CurrentReservations;
  onPick: (place: BoardPlace) => void;
  onCell: (night: Night, reservationId: number | null) => void;
  onMove: (guestId: number, bedId: number) => void;
}

/** The first of the fourteen nights that hold a night, counted from tonight. */
const windowOf = (tonight: Night, night: Night): Night => {
  const ahead =
    night >= tonight
      ? countNights({ begin: tonight, end: night })
      : -countNights({ begin: night, end: tonight });
  return addDays(tonight, Math.floor(ahead / calendarNights) * calendarNights);
};

// Entering another night draws the screen anew; the focus is to stay where it was.
let entered: { bedId: number; night: Night } | null = null;

/** Places × nights: who has which place on which nights, what is closed, and when overflow is open. */
export const Calendar = ({ board, onPick, onCell, onMove }: CalendarProps) => {
  const { facility, night } = board;
  const from = windowOf(facility.tonight, night);
  const query = useQuery({
    ...reading(facilityKey(facility.id, 'calendar', from), readCalendar, {
      params: { id: facility.id },
      query: { from },
    }),
    placeholderData: keepPreviousData,
  });
  const { calendar: texts } = useTexts().shift;
  const formats = useFormats();
  return (
    <div className={classes.calendar}>
      <div className={classes.head}>
        <ActionIcon
          variant="default"
          size={32}
          aria-label={texts.before}
          onClick={() => onCell(addDays(from, -calendarNights), null)}
        >
          <IconChevronLeft size={18} aria-hidden />
        </ActionIcon>
        <span>
          {formats.night(from)} – {formats.night(addDays(from, calendarNights - 1))}
        </span>
        <ActionIcon
          variant="default"
          size={32}
          aria-label={texts.after}
          onClick={() => onCell(addDays(from, calendarNights), null)}
        >
          <IconChevronRight size={18} aria-hidden />
        </ActionIcon>
      </div>
      <Loaded query={query}>
        {(calendar) => <Grid calendar={calendar} {...{ board, onPick, onCell, onMove }} />}
      </Loaded>
    </div>
  );
};

interface Cell {
  night: Night;
  span: number;
  bar: CalendarBar | null;
  /** Where nobody has it: 'free', 'notOpen' for overflow, 'out' of service. */
  empty: 'free' | 'notOpen' | 'out';
  /** Whose place it is that is free while they are on leave. */
  freed: CalendarNights['freed'][number] | null;
}

type Spot = CalendarNights['rooms'][number]['places'][number];

/** A place's row: each bar one cell, each other night one. */
const cellsOf = (calendar: CalendarNights, place: Spot): Cell[] => {
  const bars = calendar.bars.filter((b) => b.bedId === place.bedId);
  const cells: Cell[] = [];
  const end = addDays(calendar.nights[0]!, calendar.nights.length);
  for (let i = 0; i < calendar.nights.length; ) {
    const night = calendar.nights[i]!;
    const bar = bars.find((b) => b.begin <= night && night < b.end) ?? null;
    const until = bar && bar.end < end ? bar.end : end;
    const span = bar ? countNights({ begin: night, end: until }) : 1;
    const isOpen = !place.overflow || calendar.openings.some((o) => o.begin <= night && night < o.end);
    const inService = place.from <= night && night < place.until;
    const empty = !inService ? 'out' : isOpen ? 'free' : 'notOpen';
    const freed = calendar.freed.find((f) => f.bedId === place.bedId && f.begin <= night && night < f.end);
    cells.push({ night, span, bar, empty, freed: (!bar && empty === 'free' && freed) || null });
    i += span;
  }
  return cells;
};

const Grid = ({ calendar, board, onPick, onCell, onMove }: CalendarProps & { calendar: CalendarNights }) => {
  const { calendar: texts } = useTexts().shift;
  const { kinds } = useTexts().facilities.board;
  const formats = useFormats();
  const grid = useRef<HTMLTableElement>(null);
  const drag = useDragToPlace(onMove);
  const places = new Map(board.rooms.flatMap((r) => r.places.map((p) => [p.bedId, p] as const)));
  const spots = calendar.rooms.flatMap((r) => r.places);
  const [stop, setStop] = useState(() => entered ?? { bedId: spots[0]?.bedId ?? 0, night: board.night });
  useEffect(() => {
    if (!entered) return;
    cellAt(grid.current, entered.bedId, entered.night)?.focus();
    entered = null;
  }, []);
  // The one cell that Tab reaches must be there, whatever has been re-read.
  const stops = spots.some((p) => p.bedId === stop.bedId) && calendar.nights.includes(stop.night);
  const tab = stops ? stop : { bedId: spots[0]?.bedId ?? 0, night: calendar.nights[0]! };

  const open = (bedId: number, cell: Cell, at: Night) => {
    const night = cell.bar ? clampInto(at, cell) : cell.night;
    const place = places.get(bedId);
    if (night === board.night && place) onPick(place);
    else {
      entered = { bedId, night };
      onCell(night, cell.bar?.reservationId ?? null);
    }
  };
  const move = (event: React.KeyboardEvent) => {
    const from =
      event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('[data-night]') : null;
    const next = from && besideOf(grid.current, from, event.key, calendar.nights, tab.night);
    if (!next || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    setStop({ bedId: Number(next.cell.dataset.row), night: next.night });
    next.cell.focus();
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the cells inside are the buttons; this only hears them
    <div className={classes.scroll} onKeyDown={move} {...drag}>
      <p className="visually-hidden">{texts.keys}</p>
      <table ref={grid} className={classes.grid} aria-label={texts.title}>
        <thead>
          <tr>
            <th scope="col" className={classes.place}>
              {texts.place}
            </th>
            {calendar.nights.map((night) => (
              <th key={night} scope="col" data-shown={night === board.night || undefined}>
                {formats.night(night)}
              </th>
            ))}
          </tr>
        </thead>
        {calendar.rooms.map((room) => (
          <tbody key={room.id}>
            <tr>
              <th scope="rowgroup" colSpan={calendar.nights.length + 1} className={classes.room}>
                <span>{room.name}</span>
              </th>
            </tr>
            {room.places.map((spot) => {
              const unit = room.units.find((u) => u.id === spot.unitId);
              const name = [unit?.name, namePlace(spot, kinds)].filter(Boolean).join(', ');
              return (
                <tr key={spot.bedId}>
                  <th scope="row" className={classes.place}>
                    {name}
                  </th>
                  {cellsOf(calendar, spot).map((cell) => (
                    <td
                      key={cell.night}
                      colSpan={cell.span}
                      data-shown={holds(cell, board.night) || undefined}
                    >
                      <CellButton
                        {...{ cell, name }}
                        bedId={spot.bedId}
                        isStop={spot.bedId === tab.bedId && holds(cell, tab.night)}
                        // Only the night that is shown can be dragged from and dropped on.
                        isShown={holds(cell, board.night)}
                        onFocus={() => {
                          if (spot.bedId !== stop.bedId || !holds(cell, stop.night))
                            setStop({ bedId: spot.bedId, night: cell.night });
                        }}
                        onOpen={() =>
                          open(spot.bedId, cell, holds(cell, board.night) ? board.night : tab.night)
                        }
                      />
                    </td>
                  ))}
                </tr>
              );
            })}
          </tbody>
        ))}
      </table>
    </div>
  );
};

const holds = (cell: Cell, night: Night) => cell.night <= night && night < addDays(cell.night, cell.span);
const clampInto = (night: Night, cell: Cell) => (holds(cell, night) ? night : cell.night);

interface CellButtonProps {
  cell: Cell;
  name: string;
  bedId: number;
  isStop: boolean;
  isShown: boolean;
  onFocus: () => void;
  onOpen: () => void;
}

const CellButton = ({ cell, name, bedId, isStop, isShown, onFocus, onOpen }: CellButtonProps) => {
  const { calendar: texts } = useTexts().shift;
  const formats = useFormats();
  const { bar, freed } = cell;
  const state = bar?.state ?? (freed ? 'freed' : cell.empty);
  const last = bar && countNights({ begin: bar.begin, end: bar.end as Night }) > 1 ? bar.end : null;
  const what = bar
    ? [
        bar.shortName ?? texts.states[bar.state],
        ...(bar.shortName ? [texts.states[bar.state]] : []),
        ...(bar.why ? [bar.why] : []),
        ...(last ? [last === 'infinity' ? texts.untilMoveOut : texts.until(formats.night(last))] : []),
      ].join(', ')
    : freed
      ? texts.freed(freed.shortName, formats.night(freed.end))
      : texts[cell.empty];
  return (
    <button
      type="button"
      className={classes.cell}
      data-state={state}
      data-confirmed={bar?.confirmed || undefined}
      data-night={cell.night}
      data-span={cell.span}
      data-bed={isShown ? bedId : undefined}
      data-row={bedId}
      data-guest={isShown ? (bar?.guestId ?? undefined) : undefined}
      draggable={isShown && bar?.guestId != null}
      tabIndex={isStop ? 0 : -1}
      aria-label={texts.cell(name, formats.night(cell.night), what)}
      onFocus={onFocus}
      onClick={onOpen}
    >
      {bar && bar.state !== 'left' && <StateIcon state={bar.state} size={12} />}
      {freed && <StateIcon state="freed" size={12} />}
      {bar && <span className={classes.said}>{bar.shortName ?? bar.why ?? texts.states[bar.state]}</span>}
    </button>
  );
};

const cellAt = (grid: HTMLElement | null, bedId: number, night: Night): HTMLElement | undefined =>
  rowCells(grid, bedId).find((c) => coversNight(c, night));

const rowCells = (grid: HTMLElement | null, bedId: number | string): HTMLElement[] => [
  ...(grid?.querySelectorAll<HTMLElement>(`[data-row="${bedId}"]`) ?? []),
];

const coversNight = (cell: HTMLElement, night: Night): boolean => {
  const begin = cell.dataset.night ?? '';
  return begin <= night && night < addDays(begin, Number(cell.dataset.span));
};

/** The cell that an arrow leads to, and the night it stands for: up and down keep the night, left and right the place. */
const besideOf = (
  grid: HTMLElement | null,
  from: HTMLElement,
  key: string,
  nights: Night[],
  at: Night,
): { cell: HTMLElement; night: Night } | null => {
  const row = rowCells(grid, from.dataset.row ?? '');
  const here = row.indexOf(from);
  const night = coversNight(from, at) ? at : (from.dataset.night ?? nights[0]!);
  if (key === 'ArrowLeft' || key === 'ArrowRight') {
    const cell = row[here + (key === 'ArrowLeft' ? -1 : 1)];
    return cell ? { cell, night: cell.dataset.night! } : null;
  }
  if (key !== 'ArrowUp' && key !== 'ArrowDown') return null;
  const rows = [
    ...new Set([...(grid?.querySelectorAll<HTMLElement>('[data-row]') ?? [])].map((c) => c.dataset.row!)),
  ];
  const next = rows[rows.indexOf(from.dataset.row!) + (key === 'ArrowUp' ? -1 : 1)];
  const cell = next === undefined ? undefined : rowCells(grid, next).find((c) => coversNight(c, night));
  return cell ? { cell, night } : null;
};
