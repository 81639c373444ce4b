import { administration as en } from '../texts/en/administration.ts';
import { administration as es } from '../texts/es/administration.ts';
import { useLanguage } from '../texts/language.tsx';

/** The texts of these rooms; loaded with them, not with the app. */
export const useAdministrationTexts = (): typeof en => (useLanguage().language === 'es' ? es : en);
