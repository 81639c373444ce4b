import { useTexts } from '../texts/language.tsx';
import classes from './count-chip.module.css';

/** How many more can be taken: 4 more, 1 last one, 9+, 3 said (an old count), 0. `more` above 9 shows as 9+. */
export const CountChip = ({ more, stale = false }: { more: number; stale?: boolean }) => {
  const { count: texts } = useTexts().app;
  const shown = more > 9 ? '9+' : String(more);
  const [look, word, about] =
    more <= 0
      ? [classes.none, null, texts.aboutNone]
      : stale
        ? [classes.said, texts.said, texts.aboutSaid(shown)]
        : more === 1
          ? [classes.lastOne, texts.lastOne, texts.aboutOne]
          : ['', texts.more, texts.about(shown)];
  return (
    <span className={`${classes.chip} ${look}`}>
      <span className={classes.number} aria-hidden>
        {more <= 0 ? '0' : shown}
      </span>
      {word && (
        <span className={classes.word} aria-hidden>
          {word}
        </span>
      )}
      <span className="visually-hidden">{about}</span>
    </span>
  );
};
