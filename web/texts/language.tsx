import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import type { Obstacle, ObstacleCode, RefusalReply } from '../../contract/obstacles.ts';
import { kept } from '../ui/kept.ts';
import { en, type Texts } from './en.ts';

export type Language = 'en' | 'es';

const key = 'berth-language';
const browser = kept('browser');

// Spanish is loaded when it is chosen; English is what the app starts with.
const load = async (language: Language): Promise<Texts> =>
  language === 'es' ? (await import('./es.ts')).es : en;

const LanguageContext = createContext<{
  language: Language;
  texts: Texts;
  choose: (next: Language) => void;
} | null>(null);

export const LanguageProvider = ({ children }: { children: ReactNode }) => {
  const [wanted, setWanted] = useState<Language>(() => (browser.read(key) === 'es' ? 'es' : 'en'));
  const [shown, setShown] = useState<{ language: Language; texts: Texts } | null>(() =>
    wanted === 'en' ? { language: 'en', texts: en } : null,
  );
  useEffect(() => {
    let current = true;
    load(wanted)
      .catch(() => en)
      .then((texts) => {
        if (!current) return;
        document.documentElement.lang = texts === en ? 'en' : wanted;
        setShown({ language: texts === en ? 'en' : wanted, texts });
      });
    return () => {
      current = false;
    };
  }, [wanted]);
  const choose = useCallback((next: Language) => {
    browser.write(key, next);
    setWanted(next);
  }, []);
  const value = useMemo(() => shown && { ...shown, choose }, [shown, choose]);
  return value && <LanguageContext value={value}>{children}</LanguageContext>;
};

export const useLanguage = () => {
  const value = useContext(LanguageContext);
  if (!value) throw new Error('useLanguage outside LanguageProvider');
  return value;
};

export const useTexts = (): Texts => useLanguage().texts;

/** An obstacle in the chosen language: translated by its code and facts where a translation is there, else as the server said it. */
export const sayObstacle = (texts: Texts, obstacle: Obstacle): string => {
  const { facts, until } = obstacle;
  const said = texts.obstacles[obstacle.code]?.({ ...facts, until: until ?? null });
  if (said === undefined) return obstacle.message;
  return facts?.about === undefined ? said : `${facts.about}: ${said}`;
};

/** A whole "no" in the chosen language; where only its reasons have a sentence there, none beside them. */
export const sayRefusal = (texts: Texts, { code, title, obstacles }: RefusalReply): string =>
  texts.refusals[code] ?? (texts.obstacles[code as ObstacleCode] && obstacles.length > 0 ? '' : title);
