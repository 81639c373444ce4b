/** A small choice kept in this browser or this tab; a browser that keeps nothing is no error. */
export const kept = (where: 'browser' | 'tab') => {
  const storage = () => (where === 'browser' ? localStorage : sessionStorage);
  return {
    read: (key: string): string | null => {
      try {
        return storage().getItem(key);
      } catch {
        return null;
      }
    },
    write: (key: string, value: string | null) => {
      try {
        if (value === null) storage().removeItem(key);
        else storage().setItem(key, value);
      } catch {
        // Private windows may refuse; the choice then lasts until the page is left.
      }
    },
  };
};
