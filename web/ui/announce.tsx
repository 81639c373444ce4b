import { makeStore, useStore } from './store.ts';

const said = makeStore({ text: '', turn: 0 });

/** Tells screen readers what happened, politely. */
export const announce = (text: string) => said.set({ text, turn: said.get().turn + 1 });

/** Where announcements appear; mounted once. */
export const Announcements = () => {
  const { text, turn } = useStore(said);
  return (
    <div role="status" aria-live="polite" className="visually-hidden">
      <span key={turn}>{text}</span>
    </div>
  );
};
