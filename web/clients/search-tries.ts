/** Other searches worth a try when one found nobody; null where there is none. */
export const otherTries = (text: string): { withoutNumbers: string | null; oneName: string | null } => {
  const words = text.split(' ').filter(Boolean);
  const names = words.filter((word) => !/\d/.test(word));
  const longest = names.toSorted((a, b) => b.length - a.length)[0];
  return {
    withoutNumbers: names.length > 0 && names.length < words.length ? names.join(' ') : null,
    oneName: names.length > 1 && longest && longest.length >= 3 ? longest : null,
  };
};

/** A first and a last name out of what was searched, for a new record; a text typed all small gets its capitals. */
export const namesIn = (text: string): { firstName: string; lastName: string } => {
  const isSmall = text === text.toLowerCase();
  const names = text
    .split(/\s+/)
    .filter((word) => /\p{L}/u.test(word) && !/\d/.test(word))
    .map((word) => (isSmall ? word.replace(/^\p{L}|(?<=['’-])\p{L}/gu, (c) => c.toUpperCase()) : word));
  return { firstName: names[0] ?? '', lastName: names.slice(1).join(' ') };
};
