import type { SaidAtExit } from '../../contract/enrollment.ts';
import { useFormats } from '../texts/formats.ts';
import { useTexts } from '../texts/language.tsx';

/** What the shelter said when somebody left, in words for whoever books or enrolls them before that day. */
export const useSaidAtExit = () => {
  const { exits: words } = useTexts();
  const formats = useFormats();
  return (name: string, { exitDate, mayReturnFrom }: SaidAtExit): string =>
    words.saidAtExit(name, formats.nightLong(exitDate), formats.nightLong(mayReturnFrom));
};
