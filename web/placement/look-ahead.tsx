import { useEffect, useState } from 'react';
import type { Answers } from '../../contract/placement.ts';
import { type AssessedNeeds, isTold, needsOf, type SiteNeed } from '../../contract/placement-needs.ts';
import { NeedChip } from '../clients/need-chip.tsx';
import { namedNeeds } from '../clients/person-words.ts';
import { useHousing } from '../reservations/use-housing.ts';
import type { Texts } from '../texts/en.ts';
import { useFormats } from '../texts/formats.ts';
import { useTexts } from '../texts/language.tsx';
import classes from './look-ahead.module.css';

interface LookAheadProps {
  clientId: number;
  called: string;
  /** Every answer on the screen. */
  all: Answers;
  /** Those a person gave or confirmed. */
  given: Answers;
}

const pauseMilliseconds = 400;

/** What follows from the answers so far: the needs that shelters will see, and who could take this person. */
export const LookAhead = ({ clientId, called, all, given }: LookAheadProps) => {
  const texts = useTexts();
  const { placement: words } = texts;
  const formats = useFormats();
  const needs = needsOf(all);
  const sure = namedNeeds(needsOf(given));
  const { told, forTheChoice } = sayOtherNeeds(texts, needs);
  const { placement, lowerBunk, accessible, power, nearStaff, pets } = usePaused(needs);
  const housing = useHousing({
    clientIds: [clientId],
    placement,
    lowerBunk,
    accessible,
    power,
    nearStaff,
    pets,
  });
  const rows = housing.data?.facilities ?? [];
  const can = rows.filter((row) => row.more > 0);
  const without = namedNeeds(needs).flatMap((need) => {
    const code = codeOf[need];
    const blocked = rows.filter(
      (row) => code && row.obstacles.length === 1 && row.obstacles[0]?.code === code,
    );
    return blocked.length > 0 ? [{ need, names: blocked.map((row) => row.facility.name) }] : [];
  });
  const withoutPets = rows.flatMap(({ facility, obstacles: [first, ...rest] }) =>
    rest.length === 0 && (first?.code === 'no_pets' || first?.code === 'no_pet_place') ? [facility.name] : [],
  );
  return (
    <div className={classes.ahead}>
      <section>
        <h2 className={classes.title}>{words.see}</h2>
        <ul className={classes.chips}>
          {namedNeeds(needs).map((need) => (
            <li key={need} data-unsure={!sure.includes(need) || undefined} className={classes.chip}>
              <NeedChip need={need} />
              {!sure.includes(need) && <span className="visually-hidden">{words.notConfirmed}</span>}
            </li>
          ))}
        </ul>
        {told.length > 0 && <p>{told.join(' · ')}</p>}
        <p className={classes.dim}>
          {namedNeeds(needs).length + told.length === 0 ? words.seeNothing : words.seeWhy}
        </p>
      </section>
      <section aria-busy={housing.isFetching}>
        <h2 className={classes.title}>{words.who(called)}</h2>
        {forTheChoice.length > 0 && <p>{forTheChoice.join(' · ')}</p>}
        <ul className={classes.who}>
          {can.map(({ facility, more }) => (
            <li key={facility.id} className={classes.row}>
              <span className={facility.countIsStale ? classes.said : classes.count}>
                {more > 9 ? '9+' : more}
              </span>
              <span>{facility.name}</span>
            </li>
          ))}
        </ul>
        {housing.data && can.length === 0 && <p className={classes.dim}>{words.whoNone}</p>}
        {housing.failureReason && <p className={classes.dim}>{words.whoOld}</p>}
        {withoutPets.length > 0 && (
          <p className={classes.dim}>{words.would(words.pets(needs.pets), formats.list(withoutPets))}</p>
        )}
        {without.map(({ need, names }) => (
          <p key={need} className={classes.dim}>
            {words.would(texts.clients.person.needs[need], formats.list(names))}
          </p>
        ))}
      </section>
    </div>
  );
};

const codeOf: Partial<Record<ReturnType<typeof namedNeeds>[number], string>> = {
  lowerBunk: 'no_lower_bunk',
  accessible: 'no_accessible_place',
  power: 'no_power',
  nearStaff: 'no_place_near_staff',
};

// What goes to the shelter with a reservation; and what only decides which shelter is asked.
const sayOtherNeeds = ({ placement: words, reservations }: Texts, needs: AssessedNeeds) => ({
  told: [
    needs.cribs > 0 && words.cribs(needs.cribs),
    needs.pets > 0 && words.pets(needs.pets),
    needs.interpreter !== null && words.interpreter(needs.interpreter),
    needs.workShift && words[needs.workShift],
    needs.confidentialSite && words.confidential,
    ...needs.further.filter(isTold).map((need) => reservations.slip.needs[need]),
  ].filter((said): said is string => Boolean(said)),
  forTheChoice: needs.further
    .filter((need): need is SiteNeed => !isTold(need))
    .map((need) => words.siteNeeds[need]),
});

// Asks the server only after a pause in answering.
const usePaused = (needs: AssessedNeeds): AssessedNeeds => {
  const content = JSON.stringify(needs);
  const [paused, setPaused] = useState(content);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(content), pauseMilliseconds);
    return () => clearTimeout(timer);
  }, [content]);
  return JSON.parse(paused) as AssessedNeeds;
};
