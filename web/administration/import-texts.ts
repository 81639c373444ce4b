import { imports as en } from '../texts/en/import.ts';
import { imports as es } from '../texts/es/import.ts';
import { useLanguage } from '../texts/language.tsx';

/** The texts of importing; loaded with its rooms. */
export const useImportTexts = (): typeof en => (useLanguage().language === 'es' ? es : en);

/** '1,741' as the chosen language writes it. */
export const useNumbers = (): ((n: number) => string) => {
  const format = new Intl.NumberFormat(useLanguage().language === 'es' ? 'es-US' : 'en-US');
  return (n) => format.format(n);
};
