import { addDays, type Night, type Nights, overlaps } from '../../../contract/nights.ts';
import { nothingWanted } from './fit.ts';
import type { Asked, Kept, Place, Request, Rule, Seating, Wants } from './seating.ts';

/** The Tuesday on which the tests play. */
export const tue: Night = '2026-11-24';

/** `count` nights from that Tuesday, or from so many days after it. */
export const nights = (count = 1, after = 0): Nights => ({
  begin: addDays(tue, after),
  end: addDays(tue, after + count),
});

/** From that Tuesday, or so many days after it, without end. */
export const onwards = (after = 0): Nights => ({ begin: addDays(tue, after), end: 'infinity' });

/** A plain dormitory bed. */
export const place = (bed: number, more: Partial<Place> = {}): Place => ({
  bed,
  unit: bed + 1000,
  privateUnit: false,
  room: 1,
  kind: 'upper',
  accessible: false,
  power: false,
  nearStaff: false,
  overflow: false,
  order: bed,
  inService: { begin: '2000-01-01', end: 'infinity' },
  openings: [],
  rules: [],
  ...more,
});

/** A private room of several beds. */
export const privateRoom = (unit: number, beds: number[], more: Partial<Place> = {}): Place[] =>
  beds.map((bed) => place(bed, { unit, room: unit, privateUnit: true, kind: 'single', ...more }));

/** A rule that restricts nothing until told. */
export const rule = (more: Partial<Rule> = {}): Rule => ({
  nights: { begin: '2000-01-01', end: 'infinity' },
  weekdays: null,
  placement: null,
  ageFrom: null,
  ageTo: null,
  children: null,
  veteransOnly: false,
  doors: null,
  ...more,
});

/** A person without special needs. */
export const wants = (more: Partial<Wants> = {}): Wants => ({
  ...nothingWanted,
  ...more,
});

/** A provisional promise of a party of its own. */
export const promise = (assignment: number, bed: number, more: Partial<Kept> = {}): Kept => ({
  assignment,
  bed,
  unit: null,
  party: assignment + 5000,
  client: assignment + 9000,
  guest: assignment + 7000,
  nights: nights(),
  kind: 'promise',
  movable: true,
  wants: wants(),
  lastBed: null,
  ...more,
});

/** A promise that the shelter confirmed. */
export const confirmed = (assignment: number, bed: number, more: Partial<Kept> = {}): Kept =>
  promise(assignment, bed, { movable: false, wants: null, ...more });

/** A closed bed. */
export const closure = (assignment: number, bed: number, more: Partial<Kept> = {}): Kept =>
  promise(assignment, bed, {
    kind: 'closure',
    client: null,
    guest: null,
    movable: false,
    wants: null,
    ...more,
  });

/** One guest of a request. */
export const asked = (guest: number, more: Partial<Wants> = {}, rest: Partial<Asked> = {}): Asked => ({
  guest,
  client: null,
  wants: wants(more),
  sharesWith: null,
  lastBed: null,
  ...rest,
});

/** A request of party 1. */
export const request = (guests: Asked[], during: Nights = nights(), party = 1): Request => ({
  party,
  nights: during,
  guests,
});

/** The beds given to each guest, in the order of the request, or the codes of the refusal. */
export const outcome = (seating: Seating): (number | null)[] | string[] =>
  seating.seated ? seating.seats.map(({ bed }) => bed) : seating.obstacles.map(({ code }) => code);

/** What is said to a refused caller. */
export const messages = (seating: Seating): string[] =>
  seating.seated ? [] : seating.obstacles.map(({ message }) => message);

/** Kept rows after a seating, worked out here on its own so that the checker does not trust the code it checks. */
export const saved = (kept: Kept[], req: Request, seating: Seating): Kept[] => {
  if (!seating.seated) return kept;
  const rows: Kept[] = [];
  let next = Math.max(0, ...kept.map((row) => row.assignment)) + 1;
  for (const row of kept) {
    const move = seating.moves.find((one) => one.assignment === row.assignment);
    if (!move) rows.push(row);
    else
      move.seats.forEach((seat, i) => {
        rows.push({ ...row, ...seat, assignment: i === 0 ? row.assignment : next++ });
      });
  }
  for (const seat of seating.seats) {
    const guest = req.guests.find((one) => one.guest === seat.guest)!;
    rows.push({
      assignment: next++,
      bed: seat.bed,
      unit: null,
      party: req.party,
      client: guest.client,
      guest: guest.guest,
      nights: seat.nights,
      kind: 'promise',
      movable: true,
      wants: guest.wants,
      lastBed: guest.lastBed,
    });
  }
  return rows;
};

/** What the database's three exclusion constraints would say to these rows. */
export const violations = (places: Place[], kept: Kept[]): string[] => {
  const unit = new Map(places.map((one) => [one.bed, one.unit]));
  const found: string[] = [];
  kept.forEach((a, i) => {
    for (const b of kept.slice(i + 1)) {
      if (!overlaps(a.nights, b.nights)) continue;
      if (a.bed !== null && a.bed === b.bed) found.push(`bed ${a.bed}: ${a.assignment} and ${b.assignment}`);
      if (a.client !== null && a.client === b.client) found.push(`client ${a.client} twice`);
      if (a.kind === 'closure' || b.kind === 'closure' || a.bed === null || b.bed === null) continue;
      if (unit.get(a.bed) === unit.get(b.bed) && a.party !== b.party)
        found.push(`unit ${unit.get(a.bed)}: parties ${a.party} and ${b.party}`);
    }
  });
  return found;
};
