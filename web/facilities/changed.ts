import { useEffect, useRef, useState } from 'react';

const markMilliseconds = 2500;

/** Whether a value has changed a moment ago, so that it can be marked without moving. Not at its first sight. */
export const useChanged = (value: number): boolean => {
  const before = useRef(value);
  const [changed, setChanged] = useState(false);
  useEffect(() => {
    if (before.current === value) return;
    before.current = value;
    setChanged(true);
    const timer = setTimeout(() => setChanged(false), markMilliseconds);
    return () => clearTimeout(timer);
  }, [value]);
  return changed;
};
