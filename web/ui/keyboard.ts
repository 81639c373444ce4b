import { useEffect, useRef } from 'react';
import { kept } from './kept.ts';
import { makeStore } from './store.ts';

/**
 * A key and what it does. `keys` is one key ('n', '?', 'ArrowDown'), two in a row ('g c') or with Ctrl or Command
 * ('mod+enter'). Keys without Ctrl work only while no field has the focus, and not under an open dialog unless
 * `inDialog`. The one registered last wins, so a drawer's Ctrl Enter comes before its page's.
 */
export interface Shortcut {
  keys: string;
  label: string;
  everywhere?: true;
  inDialog?: true;
  /** Left out where a component handles the key itself and only wants it listed. */
  act?: () => void;
}

const switchKey = 'berth-single-keys';
const browser = kept('browser');

/** Whether single-letter shortcuts are on (WCAG 2.1.4: a person can turn them off). */
export const singleKeys = makeStore(browser.read(switchKey) !== 'off');

export const switchSingleKeys = (on: boolean) => {
  browser.write(switchKey, on ? null : 'off');
  singleKeys.set(on);
};

const registered: { current: Shortcut[] }[] = [];

/** Every shortcut that works now; of those with the same keys only the one that wins. */
export const shortcutsNow = (): Shortcut[] => {
  const byKeys = new Map<string, Shortcut>();
  for (const list of registered) for (const shortcut of list.current) byKeys.set(shortcut.keys, shortcut);
  return [...byKeys.values()];
};

export const useShortcuts = (shortcuts: Shortcut[]) => {
  const latest = useRef(shortcuts);
  useEffect(() => {
    latest.current = shortcuts;
  });
  useEffect(() => {
    listen();
    registered.push(latest);
    return () => {
      registered.splice(registered.indexOf(latest), 1);
    };
  }, []);
};

const sequenceMilliseconds = 1500;
let first: { key: string; at: number } | null = null;
let listening = false;
// As it was when the key went down: Esc may have closed the dialog before this hears of it.
let underDialog = false;

const listen = () => {
  if (listening) return;
  listening = true;
  window.addEventListener(
    'keydown',
    () => {
      underDialog = isDialogOpen();
    },
    { capture: true },
  );
  document.addEventListener('keydown', onKey);
};

const onKey = (event: KeyboardEvent) => {
  if (event.defaultPrevented || event.isComposing || event.altKey) return;
  const shortcut = wanted(event);
  if (!shortcut?.act) return;
  event.preventDefault();
  shortcut.act();
};

const wanted = (event: KeyboardEvent): Shortcut | undefined => {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (event.ctrlKey || event.metaKey) {
    // In a field with text in it, Ctrl Z takes back the typing.
    if (key === 'z' && isTyping(event.target) && (event.target as HTMLInputElement).value) return undefined;
    return winner(`mod+${key.toLowerCase()}`);
  }
  const presses = (key === 'Enter' || key === ' ') && isPressable(event.target);
  if (!singleKeys.get() || isTyping(event.target) || presses) return undefined;
  const before = first && event.timeStamp - first.at < sequenceMilliseconds ? first.key : null;
  first = null;
  const found = (before && winner(`${before} ${key}`)) || winner(key);
  if (!found && shortcutsNow().some((s) => s.keys.startsWith(`${key} `)))
    first = { key, at: event.timeStamp };
  if (found && !found.inDialog && underDialog) return undefined;
  return found;
};

const winner = (keys: string): Shortcut | undefined => {
  for (const list of registered.toReversed()) {
    const found = list.current.find((s) => s.keys === keys && s.act);
    if (found) return found;
  }
  return undefined;
};

/** Whether a dialog is over the screen. */
export const isDialogOpen = () => document.querySelector('[aria-modal="true"]') !== null;

/** Whether a key pressed here is text. */
export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    (target instanceof HTMLInputElement &&
      !['checkbox', 'radio', 'button', 'submit', 'reset'].includes(target.type)));

const isPressable = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.closest('button, a[href], summary, [role="option"], [role="button"]') !== null;
