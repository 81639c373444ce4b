import { useEffect, useRef } from 'react';
import { isDialogOpen, isTyping } from './keyboard.ts';

/** A scanner's keys come faster than a hand's; no code is shorter. */
const gapMilliseconds = 100;
/** In a field of text, where a quick hand writes words: faster than any hand. */
const gapInText = 50;
const shortest = 4;

const letGo = new WeakSet<KeyboardEvent>();

/**
 * A scanner is a keyboard: a code typed at a scanner's pace with Enter after it is handed over whole, whatever has
 * the focus, and presses and writes nothing. Outside of text, single keys wait a moment for a second one, then do what
 * they always do. Fields that take codes themselves keep them; under a dialog a code is lost rather than taken for
 * an answer.
 */
export const useScanner = (onCode: (code: string) => void) => {
  const latest = useRef(onCode);
  useEffect(() => {
    latest.current = onCode;
  });
  useEffect(() => {
    let held: KeyboardEvent[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    let written: Written | null = null;
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
    const take = (code: string) => {
      if (!isDialogOpen()) latest.current(code);
    };
    const onText = (event: KeyboardEvent) => {
      if (held.length > 0) release();
      const field = event.target as Field;
      const before = written?.field === field && event.timeStamp - written.at <= gapInText ? written : null;
      written = null;
      if (event.key === 'Enter' && before && isCode(before.keys)) {
        hold(event);
        putBack(before);
        take(before.keys);
      } else if (event.key.length === 1 && !event.repeat) {
        const keys = (before?.keys ?? '') + event.key;
        written = { field, keys, at: event.timeStamp, was: before?.was ?? field.value };
      }
    };
    const onKey = (event: KeyboardEvent) => {
      // A shifted letter of a code comes after its Shift.
      if (letGo.has(event) || event.isComposing || event.key === 'Shift') return;
      const isPlain = !(event.ctrlKey || event.metaKey || event.altKey);
      if (isPlain && isTyping(event.target) && !takesCodes(event.target)) {
        onText(event);
        return;
      }
      written = null;
      const isFree = isPlain && !isTyping(event.target);
      if (isFree && event.key === 'Enter' && held.length >= shortest) {
        hold(event);
        clearTimeout(timer);
        const code = held.map((e) => e.key).join('');
        held = [];
        take(code);
        return;
      }
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

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** What may be a scan: the keys written into a field so far, and what stood there before them. */
interface Written {
  field: Field;
  keys: string;
  at: number;
  was: string;
}

/** Words are no codes: a code has a digit, an address its slashes. */
const isCode = (keys: string) => keys.length >= shortest && /[\d/]/.test(keys);

/** Where names and codes are looked for, Enter is the field's own. */
const takesCodes = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.matches('[role="combobox"], [role="searchbox"]');

/** Through the element's own setter and its event, so that React hears of it. */
const putBack = ({ field, was }: Written) => {
  const { set } = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value') ?? {};
  set?.call(field, was);
  field.dispatchEvent(new Event(field instanceof HTMLSelectElement ? 'change' : 'input', { bubbles: true }));
};
