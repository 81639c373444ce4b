import { bars as en } from '../texts/en/bars.ts';
import { bars as es } from '../texts/es/bars.ts';
import { useFormats } from '../texts/formats.ts';
import { useLanguage } from '../texts/language.tsx';

/** The texts of these rooms; loaded with them, not with the app. */
export const useBarTexts = (): typeof en => (useLanguage().language === 'es' ? es : en);

/** 'from 23 Nov 2026, may stay again from 3 Dec 2026', or 'until reviewed'. */
export const useBarNights = () => {
  const texts = useBarTexts();
  const formats = useFormats();
  return (bar: { beginDate: string; endDate: string | null }) =>
    texts.from(
      formats.nightLong(bar.beginDate),
      bar.endDate ? `· ${texts.again(formats.nightLong(bar.endDate))}` : texts.untilReviewed,
    );
};
