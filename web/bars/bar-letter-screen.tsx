import { Button } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { pathTo } from '../paths.ts';
import { Loaded } from '../shell/loaded.tsx';
import { MissingRoom } from '../shell/missing-room.tsx';
import { Screen } from '../shell/screen.tsx';
import { DoorButton } from '../ui/door.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import type { Bar } from './bar-dialogs.tsx';
import classes from './bar-letter.module.css';
import { useBar, useBarId } from './bar-query.ts';
import { useBarTexts } from './bar-texts.ts';
import { decisionText, letterText } from './letter-text.ts';

/** The printable letter of a bar, in plain English and Spanish: no narrative, only what the person is told. */
export const BarLetterScreen = () => {
  const { letter: texts } = useBarTexts();
  return <LetterScreen title={texts.title} write={letterText} />;
};

/** The same about the decision of an appeal. */
export const AppealLetterScreen = () => {
  const { letter: texts } = useBarTexts();
  const { appealId } = useParams({ strict: false }) as { appealId?: string };
  return (
    <LetterScreen
      title={texts.decisionTitle}
      write={(bar) => {
        const appeal = bar.appeals.find((a) => String(a.id) === appealId && a.outcome !== null);
        return appeal ? decisionText(bar, appeal) : null;
      }}
    />
  );
};

interface LetterProps {
  title: string;
  /** null: there is no such letter. */
  write: (bar: Bar) => { en: string[]; es: string[] } | null;
}

const LetterScreen = (props: LetterProps) => {
  const id = useBarId();
  return id === null ? <MissingRoom /> : <Read key={id} id={id} {...props} />;
};

const Read = ({ id, title, write }: LetterProps & { id: number }) => {
  const { letter: texts } = useBarTexts();
  const query = useBar(id);
  return (
    <Screen
      title={title}
      about={texts.language}
      act={
        <div className={classes.buttons}>
          <Button onClick={() => window.print()}>{texts.print}</Button>
          <DoorButton variant="default" to={pathTo('bar', { barId: id })}>
            {texts.back}
          </DoorButton>
        </div>
      }
    >
      <Loaded query={query}>{(bar) => <Letter bar={bar} written={write(bar)} />}</Loaded>
    </Screen>
  );
};

const Letter = ({ bar, written }: { bar: Bar; written: ReturnType<LetterProps['write']> }) => {
  const { letter: texts } = useBarTexts();
  if (written === null) return <EmptyState title={texts.notDecided} />;
  return (
    <article className={classes.letter}>
      <p className={classes.from}>{bar.organizationName}</p>
      <div className={classes.languages}>
        <Paragraphs language="en" lines={written.en} />
        <Paragraphs language="es" lines={written.es} />
      </div>
    </article>
  );
};

const Paragraphs = ({ language, lines }: { language: 'en' | 'es'; lines: string[] }) => (
  <section lang={language} aria-label={language === 'en' ? 'English' : 'Español'} className={classes.column}>
    {lines.map((line) => (
      <p key={line}>{line}</p>
    ))}
  </section>
);
