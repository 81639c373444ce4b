import { Button } from '@mantine/core';
import { pathTo } from '../paths.ts';
import { Loaded } from '../shell/loaded.tsx';
import { MissingRoom } from '../shell/missing-room.tsx';
import { Screen } from '../shell/screen.tsx';
import { DoorButton } from '../ui/door.tsx';
import type { Bar } from './bar-dialogs.tsx';
import classes from './bar-letter.module.css';
import { useBar, useBarId } from './bar-query.ts';
import { useBarTexts } from './bar-texts.ts';
import { letterText } from './letter-text.ts';

/** The printable letter of a bar, in plain English and Spanish: no narrative, only what the person is told. */
export const BarLetterScreen = () => {
  const id = useBarId();
  return id === null ? <MissingRoom /> : <Read key={id} id={id} />;
};

const Read = ({ id }: { id: number }) => {
  const { letter: texts } = useBarTexts();
  const query = useBar(id);
  return (
    <Screen
      title={texts.title}
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
      <Loaded query={query}>{(bar) => <Letter bar={bar} />}</Loaded>
    </Screen>
  );
};

const Letter = ({ bar }: { bar: Bar }) => {
  const { en, es } = letterText(bar);
  return (
    <article className={classes.letter}>
      <p className={classes.from}>{bar.organizationName}</p>
      <div className={classes.languages}>
        <Paragraphs language="en" lines={en} />
        <Paragraphs language="es" lines={es} />
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
