// Plants, because they are nobody's name at the desk and easy to say on a telephone.
const plants = [
  'Juniper',
  'Yarrow',
  'Alder',
  'Clover',
  'Sorrel',
  'Aspen',
  'Bluestem',
  'Tamarack',
  'Milkweed',
  'Cedar',
  'Foxtail',
  'Larkspur',
  'Sumac',
  'Bracken',
  'Hickory',
  'Gentian',
  'Willowherb',
  'Bayberry',
  'Cattail',
  'Hawthorn',
  'Mallow',
  'Needlegrass',
  'Oxeye',
  'Pasqueflower',
  'Quillwort',
  'Rushes',
  'Sedge',
  'Trillium',
  'Vetch',
  'Wintergreen',
] as const;

/** For how many days a code name is not given again. */
export const codeNameRestsDays = 365;

/** A code name that none of the recent ones is: the plant used least, with its lowest free number. */
export const nextCodeName = (recent: { firstName: string | null; lastName: string | null }[]) => {
  const used = new Map<string, Set<number>>(plants.map((plant) => [plant, new Set()]));
  for (const { firstName, lastName } of recent) used.get(firstName ?? '')?.add(Number(lastName));
  const plant = plants.reduce((least, p) => (used.get(p)!.size < used.get(least)!.size ? p : least));
  let number = 1;
  while (used.get(plant)!.has(number)) number++;
  return { firstName: plant, lastName: String(number) };
};
