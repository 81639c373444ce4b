import type { PersonName } from '../../contract/clients.ts';
import { useTexts } from '../texts/language.tsx';
import classes from './hit-line.module.css';

interface Hit extends PersonName {
  birthYear?: number | null;
  age?: number | null;
  why?: string;
}

/** A person in a list: the name first, what they go by, how to say it; under it birth year and why the row is here. */
export const HitLine = ({ hit }: { hit: Hit }) => {
  const { person, search } = useTexts().clients;
  const second = [
    hit.codeName && person.codeName,
    hit.birthYear ? search.born(hit.birthYear) : hit.age !== null && hit.age !== undefined && String(hit.age),
    hit.why,
  ].filter(Boolean);
  return (
    <span className={classes.line}>
      <span className={classes.name}>
        {hit.name}
        {hit.goesBy && hit.goesBy !== hit.name && <span className={classes.goesBy}>, “{hit.goesBy}”</span>}
      </span>
      {hit.sayIt && <span className={classes.dim}>{hit.sayIt}</span>}
      {second.length > 0 && <span className={classes.dim}>{second.join(' · ')}</span>}
    </span>
  );
};
