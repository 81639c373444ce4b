import type { Night } from '../../contract/nights.ts';
import type { Confirmation } from '../../contract/reservations.ts';
import type { SlipWords } from '../texts/en/slip.ts';

/** A stretch of what is read out; the strong ones are what a person must remember. */
export interface Said {
  text: string;
  strong: boolean;
  /** Where it is in another language than the rest. */
  lang?: Told['lang'];
}

/** A text of the shelter's or the team's own, and the language in which it is there. */
export interface Told {
  text: string;
  lang: SlipWords['lang'];
}

export interface SlipLine {
  name: 'where' | 'come' | 'leave' | 'howToGetThere' | 'bring' | 'late';
  label: string;
  /** The first one is the strong one. */
  text: string[];
  /** Where the one that is not strong is in another language than the slip. */
  lang?: Told['lang'];
}

/** A text in the language of the slip, or in the other one where it is there in that one only. */
export const told = (english: string | null, spanish: string | null, { lang }: SlipWords): Told | null => {
  const own = lang === 'es' ? spanish : english;
  if (own) return { text: own, lang };
  const other = english ?? spanish;
  return other === null ? null : { text: other, lang: lang === 'es' ? 'en' : 'es' };
};

const directions = ({ facility: f }: Confirmation, words: SlipWords): Told | null =>
  f.confidential ? null : told(f.howToGetThere, f.howToGetThereInSpanish, words);

const toBring = ({ facility: f }: Confirmation, words: SlipWords): Told | null =>
  told(f.whatToBring, f.whatToBringInSpanish, words);

const hoursOfLine = (c: Confirmation, words: SlipWords): Told | null =>
  told(c.lineHours, c.lineHoursInSpanish, words);

/** Which texts a slip in this language has in the other one, by the name they have on a slip in `said`. */
export const inTheOther = (c: Confirmation, words: SlipWords, said: SlipWords): string[] =>
  [
    { name: said.howToGetThere, text: directions(c, words) },
    { name: said.bring, text: toBring(c, words) },
    { name: said.lineOpen, text: hoursOfLine(c, words) },
  ]
    .filter(({ text }) => text && text.lang !== words.lang)
    .map(({ name }) => name);

const dayOf = (night: Night) => new Date(`${night}T00:00:00Z`);

/** 'Mon Nov 23', 'lun 23 nov' */
const slipDay = (night: Night, { locale }: SlipWords): string => {
  const parts = new Intl.DateTimeFormat(locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  });
  return parts.format(dayOf(night)).replaceAll(',', '').replaceAll('.', '');
};

const clock = (time: string) => {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return {
    digits: `${hour % 12 === 0 ? 12 : hour % 12}${minute ? `:${String(minute).padStart(2, '0')}` : ''}`,
    half: hour < 12 ? 'am' : 'pm',
    hour,
  };
};

/** '5 pm', '5:30 pm'; always the 12-hour clock. */
export const slipTime = (time: string): string => {
  const { digits, half } = clock(time);
  return `${digits} ${half}`;
};

/** '5–8 pm', '11 am–2 pm' */
export const slipTimes = (from: string, until: string): string => {
  const [a, b] = [clock(from), clock(until)];
  return a.half === b.half && a.hour <= b.hour
    ? `${a.digits}–${b.digits} ${b.half}`
    : `${slipTime(from)}–${slipTime(until)}`;
};

/** 'K7 MPW 42X': a code in pieces that can be said. */
export const sayCode = (code: string): string =>
  [code.slice(0, 2), code.slice(2, 5), code.slice(5)].filter(Boolean).join(' ');

const arriveByTime = ({ arriveBy, facility }: Confirmation): string | null =>
  arriveBy &&
  new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    timeZone: facility.timeZone,
  }).format(new Date(arriveBy));

const window = (c: Confirmation) => ({
  from: c.facility.checkInFrom,
  until: arriveByTime(c) ?? c.facility.checkInUntil,
});

/** The rows of the slip in one language. No name, no need: it may be read by anyone who finds it. */
export const slipLines = (c: Confirmation, words: SlipWords): SlipLine[] => {
  const { facility } = c;
  const { from, until } = window(c);
  const times =
    from && until
      ? slipTimes(from, until)
      : until
        ? words.by(slipTime(until))
        : from
          ? words.from(slipTime(from))
          : null;
  const come = slipDay(c.beginDate, words);
  const leave = c.endDate === null ? words.whenYouMoveOut : slipDay(c.endDate, words);
  return [
    {
      name: 'where',
      label: words.where,
      text: [
        facility.name,
        facility.confidential || !facility.address ? words.confidential : facility.address,
      ],
    },
    { name: 'come', label: words.come, text: [times ? `${come}, ${times}` : come] },
    {
      name: 'leave',
      label: words.leave,
      text: ['', facility.leaveBy && c.endDate !== null ? `${leave}, ${slipTime(facility.leaveBy)}` : leave],
    },
    ...toldLine('howToGetThere', directions(c, words), words),
    ...toldLine('bring', toBring(c, words), words),
    ...(facility.phone ? [{ name: 'late' as const, label: words.late, text: [facility.phone] }] : []),
  ];
};

const toldLine = (name: 'howToGetThere' | 'bring', text: Told | null, words: SlipWords): SlipLine[] =>
  text
    ? [{ name, label: labelOf(text, words[name], words), text: ['', text.text], ...otherLang(text, words) }]
    : [];

const otherLang = ({ lang }: Told, words: SlipWords) => (lang === words.lang ? {} : { lang });

const labelOf = ({ lang }: Told, label: string, words: SlipWords) =>
  lang === words.lang ? label : `${label} (${words.inTheOther})`;

/** What the desk says to the guest, word by word. */
export const readOut = (c: Confirmation, words: SlipWords): Said[] => {
  const { facility } = c;
  const plain = (text: string): Said => ({ text, strong: false });
  const strong = (text: string): Said => ({ text, strong: true });
  const nights =
    c.endDate === null ? null : Math.round((Date.parse(c.endDate) - Date.parse(c.beginDate)) / 86_400_000);
  const bring = toBring(c, words);
  const where = facility.confidential || !facility.address;
  return [
    ...(where
      ? [plain(facility.phone ? words.callFirst(facility.phone) : words.callFirstNoPhone)]
      : [plain(words.comeTo), strong(`${facility.name}, ${facility.address}`), plain(', ')]),
    strong(sayWhen(c, words)),
    plain('. '),
    plain(sayPlace(c, words)),
    ...(nights === null
      ? [plain(words.staysUntilMoveOut)]
      : nights > 1
        ? [plain(words.endsBy(slipDay(c.endDate!, words), facility.leaveBy && slipTime(facility.leaveBy)))]
        : []),
    ...[...new Set(c.changesOfBed.map((change) => change.night))].map((night) =>
      plain(words.changeOfBed(slipDay(night, words))),
    ),
    ...(bring ? sayBring(bring, words) : []),
    ...(facility.phone ? [plain(words.ifLate), strong(facility.phone), plain('. ')] : []),
    plain(words.yourCode),
    strong(sayCode(c.code)),
    plain('.'),
  ];
};

const sayBring = (bring: Told, words: SlipWords): Said[] => [
  { text: `${labelOf(bring, words.bring, words)}: `, strong: false },
  { text: bring.text.replace(/[.!?]$/, ''), strong: false, ...otherLang(bring, words) },
  { text: '. ', strong: false },
];

const sayWhen = (c: Confirmation, words: SlipWords): string => {
  const { from, until } = window(c);
  const isTonight = c.beginDate === c.facility.tonight;
  const day = isTonight ? words.tonight : words.onDay(slipDay(c.beginDate, words));
  // "between 5 and 8 tonight": the half of the day says itself, but only in the evening.
  const evening = from && until && clock(from).hour >= 12 && clock(until).hour >= 12;
  if (from && until) {
    return evening && isTonight
      ? `${words.between(clock(from).digits, clock(until).digits)} ${day}`
      : `${day} ${words.between(slipTime(from), slipTime(until))}`;
  }
  if (until) return `${day} ${words.by(slipTime(until))}`;
  if (from) return `${day} ${words.from(slipTime(from))}`;
  return day;
};

const sayPlace = (c: Confirmation, words: SlipWords): string => {
  if (c.guests.length !== 1) return words.placesKept(c.guests.length);
  const needs = c.guests[0]?.needs ?? [];
  const what = needs.includes('accessible')
    ? words.place.accessible
    : needs.includes('lower_bunk')
      ? words.place.lower_bunk
      : words.place.plain;
  const extras = (['power', 'near_staff'] as const)
    .filter((need) => needs.includes(need))
    .map((need) => words.with[need]);
  return words.youHave([what, ...extras].join(' '));
};

/** Everything as plain text, to be pasted: what is read out, then the slip. */
export const slipAsText = (c: Confirmation, words: SlipWords): string =>
  [
    readOut(c, words)
      .map((s) => s.text)
      .join(''),
    '',
    ...slipLines(c, words).map((line) => `${line.label}: ${line.text.filter(Boolean).join(', ')}`),
  ].join('\n');
