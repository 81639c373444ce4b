import { useEffect, useRef } from 'react';
import { isDialogOpen, isTyping } from './keyboard.ts';

/** A scanner's keys come faster than a hand's; no code is shorter. */
const gapMilliseconds = 100;
const shortest = 4;

const letGo = new WeakSet<KeyboardEvent>();

/**
 * A scanner is a keyboard: a code typed at a scanner's pace with Enter after it, while no field has the focus, is
 * handed over whole. Single keys wait a moment for a second one, then do what they always do.
 */
export const useScanner = (onCode: (code: string) => void) => {
  const latest = useRef(onCode);
  useEffect(() => {
    latest.current = onCode;
  });
  useEffect(() => {
    let held: KeyboardEvent[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const release = () => {
      clearTimeout(timer);
      const keys = held;
      held = [];
      for (const { key, code, shiftKey, target } of keys) {
        const again = new KeyboardEvent('keydown', { key, code, shiftKey, bubbles: true, cancelable: true });
        letGo.add(again);
        (target ?? document.body).dispatchEvent(again);
      }
    };
    const hold = (event: KeyboardEvent) => {
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    const onKey = (event: KeyboardEvent) => {
      if (letGo.has(event) || event.isComposing) return;
      const isPlain = !(event.ctrlKey || event.metaKey || event.altKey);
      const isFree = isPlain && !isTyping(event.target) && !isDialogOpen();
      if (isFree && event.key === 'Enter' && held.length >= shortest) {
        hold(event);
        clearTimeout(timer);
        const code = held.map((e) => e.key).join('');
        held = [];
        latest.current(code);
        return;
      }
      // A shifted letter of a code comes after its Shift.
      if (event.key === 'Shift') return;
      const isPart = isFree && event.key.length === 1 && !event.repeat;
      // Nothing waits for '/' and the space bar: no code begins with them.
      if (!isPart || (held.length === 0 && (event.key === '/' || event.key === ' '))) {
        if (held.length > 0) release();
        return;
      }
      hold(event);
      held.push(event);
      clearTimeout(timer);
      timer = setTimeout(release, gapMilliseconds);
    };
    document.addEventListener('keydown', onKey, { capture: true });
    return () => {
      document.removeEventListener('keydown', onKey, { capture: true });
      clearTimeout(timer);
    };
  }, []);
};
