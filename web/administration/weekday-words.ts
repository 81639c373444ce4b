import { useFormats } from '../texts/formats.ts';
import { useAdministrationTexts } from './texts.ts';

/** Monday first, so that a weekend stands together; 0 is Sunday. */
export const weekdaysInOrder = [1, 2, 3, 4, 5, 6, 0];

/** 'Fridays, Saturdays, and Sundays'; null where a rule holds on every day. */
export const useWeekdayWords = () => {
  const formats = useFormats();
  const { weekdays: texts } = useAdministrationTexts();
  return (weekdays: number[] | null): string | null =>
    weekdays &&
    formats.list(weekdaysInOrder.filter((day) => weekdays.includes(day)).map((day) => texts.plural[day]!));
};
