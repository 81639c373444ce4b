import { useEffect, useState } from 'react';

const everyHalfMinute = 30_000;

/** The server's time, carried on from when it was last told, for what is said relative to it: "held 3 min". */
export const useNow = (told: string): number => {
  const [now, setNow] = useState(() => Date.parse(told));
  useEffect(() => {
    const at = performance.now();
    const read = () => setNow(Date.parse(told) + performance.now() - at);
    read();
    const timer = setInterval(read, everyHalfMinute);
    return () => clearInterval(timer);
  }, [told]);
  return now;
};
