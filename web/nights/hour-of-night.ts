/**
 * The next instant at which it is this time of day 'HH:MM' at the facility, after the board was read; null for an empty
 * or unreadable time. The server has the last word on whether it belongs to this night.
 */
export const hourOfNight = (time: string, at: { readAt: string; timeZone: string }): Date | null => {
  const [hour, minute] = time.split(':').map(Number);
  if (hour === undefined || minute === undefined || Number.isNaN(hour) || Number.isNaN(minute)) return null;
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: at.timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const start = Math.ceil(new Date(at.readAt).getTime() / 60_000) * 60_000;
  const wanted = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
  // Minute by minute through a day, so that the nights on which the clocks change need no rule of their own.
  for (let minutes = 0; minutes < 25 * 60; minutes++) {
    const instant = new Date(start + minutes * 60_000);
    if (format.format(instant) === wanted) return instant;
  }
  return null;
};
