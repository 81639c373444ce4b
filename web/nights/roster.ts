import type { CurrentReservations, ExpectedGuest } from '../../contract/reservations.ts';
import type { Texts } from '../texts/en.ts';
import type { Formats } from '../texts/formats.ts';
import { nextWhen } from './clock-time.ts';

/** What the desk must know of a guest before the door opens. Nothing of anybody's health. */
const flagged: ReadonlySet<ExpectedGuest['needs'][number]> = new Set([
  'lower_bunk',
  'accessible',
  'power',
  'near_staff',
  'crib',
  'comes_late',
  'works_at_night',
  'one_bed_for_two',
  'couple_near',
]);

/** One printable page: whom the night brings, with room to write by hand. */
export interface Roster {
  title: string;
  about: string;
  columns: string[];
  rows: { place: string; name: string; said: string; flags: string; came: string }[];
  /** Blank lines for people who are not expected. */
  blank: number;
  /** More lines than one page holds below each other: printed in two columns. */
  dense: boolean;
  walkIns: string;
}

const fewestBlank = 6;
const mostBlank = 20;
/** Lines of a Letter page with room for a pen: below each other, and in two columns. */
const linesBelow = 24;
const linesBeside = 72;
const byName = new Intl.Collator(undefined, { sensitivity: 'base', numeric: true });

export const rosterOf = (board: CurrentReservations, texts: Texts, formats: Formats): Roster => {
  const { roster } = texts.shift;
  const { row, needs } = texts.facilities;
  const { facility, counts } = board;
  const guests = board.guests.filter((g) => g.leftAt === null).sort((a, b) => byName.compare(a.name, b.name));
  const flagsOf = (g: ExpectedGuest) => [
    ...(g.partySize > 1 ? [roster.partyOf(g.partySize)] : []),
    ...(g.sharesWith !== null ? [row.sharing] : []),
    ...g.needs.filter((need) => flagged.has(need)).map((need) => needs[need] ?? need),
    ...(g.interpreter === null ? [] : [row.interpreter(g.interpreter)]),
    ...(g.pets > 0 ? [row.pets(g.pets)] : []),
  ];
  const { columns } = roster;
  const wished = Math.min(mostBlank, board.bookable.any, linesBeside - guests.length);
  const blank = Math.max(fewestBlank, wished);
  return {
    title: roster.heading(facility.name, formats.night(board.night)),
    about: `${roster.counts(counts.expected, counts.arrived)}, ${roster.asOf(formats.time(board.readAt, facility.timeZone))}`,
    columns: [columns.place, columns.name, columns.flags, columns.came, columns.left, columns.notes],
    rows: guests.map((g) => ({
      place: g.bedLabel ?? (g.sharesWith === null ? row.noPlace : ''),
      name: g.name,
      said: [g.goesBy && roster.goesBy(g.goesBy), g.sayIt].filter(Boolean).join(' · '),
      flags: flagsOf(g).join(', '),
      came: g.arrivedAt ? formats.time(g.arrivedAt, facility.timeZone) : '',
    })),
    blank,
    dense: guests.length + blank > linesBelow,
    walkIns: roster.walkIns,
  };
};

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const plain = (text: string) => text.replaceAll(/[&<>"]/g, (c) => escapes[c]!);

/** The same as a page of its own, which needs nothing else to be shown. */
export const rosterPage = (roster: Roster, { lang, offline }: { lang: string; offline: string }): string => {
  const cells = (values: string[], tag = 'td') => values.map((v) => `<${tag}>${v}</${tag}>`).join('');
  const rows = roster.rows.map(
    (r) =>
      `<tr>${cells([plain(r.place), `<b>${plain(r.name)}</b><br><small>${plain(r.said)}</small>`, plain(r.flags), plain(r.came), '', ''])}</tr>`,
  );
  const blank = `<tr>${cells(['', '', '', '', '', ''])}</tr>`.repeat(roster.blank);
  return `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${plain(roster.title)}</title><style>
body{margin:16px;font:14px/20px 'Public Sans Variable',system-ui,sans-serif;color:#16212b;background:#fff}
h1{margin:0;font-size:20px}p{margin:0 0 8px}.offline{padding:8px 12px;border:2px solid #7a5600;border-radius:8px;font-weight:600}
div{overflow-x:auto}table{width:100%;border-collapse:collapse}th{text-align:left;font-size:12px}
td,th{padding:4px 6px;border:1px solid #7d8a95;vertical-align:top;height:28px}td:nth-child(n+4){min-width:70px}
h2{margin:14px 0 4px;font-size:15px}@page{margin:10mm}
@media print{body{margin:0}.offline{display:none}tr{break-inside:avoid}h2{break-after:avoid}
.dense>div{columns:2;column-gap:5mm;font-size:10px;line-height:11px;overflow:visible}.dense table{table-layout:fixed}.dense small{font-size:9px}
.dense td,.dense th{width:9%;min-width:0;height:22px;padding:0 2px;overflow-wrap:anywhere}.dense th{height:auto;font-size:9px}
.dense th:first-child{width:15%}.dense th:nth-child(2){width:31%}.dense th:nth-child(3){width:27%}.dense h2{margin:6px 0 2px;font-size:11px}}
</style></head><body><main${roster.dense ? ' class="dense"' : ''}><p class="offline" role="status">${plain(offline)}</p><h1>${plain(roster.title)}</h1><p>${plain(roster.about)}</p>
<div><table><thead><tr>${cells(roster.columns.map(plain), 'th')}</tr></thead><tbody>${rows.join('')}</tbody></table>
<h2>${plain(roster.walkIns)}</h2><table><thead><tr>${cells(roster.columns.map(plain), 'th')}</tr></thead><tbody>${blank}</tbody></table></div>
</main></body></html>`;
};

const readyFrom = '19:00';

/**
 * For how many milliseconds a copy of tonight's roster may be kept: until the night ends. Null before 19:00 of the
 * facility's evening. `now` is the server's time.
 */
export const keptFor = (
  { timeZone, nightUntil }: { timeZone: string; nightUntil: string },
  now: number,
): number | null => {
  const isOver = (time: string) => time >= nightUntil && time < readyFrom;
  // Looked for on the clock, minute by minute: a night on which the clocks change is an hour longer or shorter.
  const end = nextWhen(isOver, timeZone, now - (now % 60_000))?.getTime() ?? now;
  return end > now ? end - now : null;
};
