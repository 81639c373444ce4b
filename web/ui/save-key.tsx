import { type KeyboardEvent, type ReactNode, useLayoutEffect, useRef } from 'react';
import { flushSync } from 'react-dom';
import { useShortcuts } from './keyboard.ts';

interface SaveKeyProps {
  /** What Ctrl Enter does, as the list of shortcuts calls it; left out where the key works inside only. */
  label?: string;
  onSave: () => void;
  /** Whether there is something to save; Ctrl Enter inside does nothing where there is not. */
  active?: boolean;
  className?: string | undefined;
  children: ReactNode;
}

/** One of several forms of a screen: Ctrl Enter inside it saves this one; outside all of them the one opened last. */
export const SaveKey = ({ label, onSave, active = true, className, children }: SaveKeyProps) => {
  const latest = useRef({ onSave, active });
  useLayoutEffect(() => {
    latest.current = { onSave, active };
  });
  useShortcuts(active && label ? [{ keys: 'mod+enter', label, act: onSave }] : []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.defaultPrevented) return;
    event.preventDefault();
    // A field that takes its entry at Enter has done so on this very key.
    flushSync(() => undefined);
    if (latest.current.active) latest.current.onSave();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only hears the key on its way up from the form's own fields
    <div className={className} onKeyDown={onKeyDown}>
      {children}
    </div>
  );
};
