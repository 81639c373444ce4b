import { account as en } from '../texts/en/account.ts';
import { account as es } from '../texts/es/account.ts';
import { useLanguage } from '../texts/language.tsx';

/** The texts of this room; loaded with it, not with the app. */
export const useAccountTexts = (): typeof en => (useLanguage().language === 'es' ? es : en);
