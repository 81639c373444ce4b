const minute = 60_000;
const day = 1440;

const minutesIn = (at: number, timeZone: string): number => {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at);
  const of = (type: 'hour' | 'minute') => Number(parts.find((p) => p.type === type)?.value);
  return of('hour') * 60 + of('minute');
};

/** The last instant before `now` at which the clock in a zone showed 'HH:MM'. */
export const instantOf = (time: string, timeZone: string, now: number): string => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  const ago = (minutesIn(now, timeZone) - hours * 60 - minutes + day) % day;
  return new Date(Math.floor(now / minute) * minute - ago * minute).toISOString();
};
