import { Button } from '@mantine/core';
import { useId } from 'react';
import type { BoardPlace, ExpectedGuest } from '../../contract/reservations.ts';
import { useTexts } from '../texts/language.tsx';
import { bedOf, type Choices, withOwnPlace } from './choices.ts';
import classes from './chosen-place.module.css';
import type { When } from './likely-act.ts';
import { isExpected, type Party } from './parties.ts';
import { namePlace } from './rooms.ts';

interface PartyMembersProps {
  party: Party;
  places: ReadonlyMap<number, BoardPlace>;
  choices: Choices;
  /** Whose place is being looked for. */
  guest: ExpectedGuest;
  /** Guests of the party who are not here yet. */
  absent: ReadonlySet<number>;
  when: When;
  onHere: (guestId: number, here: boolean) => void;
  onMember: (guestId: number) => void;
}

/** Everybody of a party: here or not yet, in which place, and a way to another one. */
export const PartyMembers = (props: PartyMembersProps) => {
  const { party, places, choices, guest, when, absent, onHere, onMember } = props;
  const { chosen, row, board: words, acts } = useTexts().facilities;
  const id = useId();
  const canArrive = when === 'tonight' && party.all.some(isExpected);
  return (
    <ul className={classes.members}>
      {party.all.map((g) => {
        const place = places.get(bedOf(g, choices) ?? 0);
        const bed = place ? namePlace(place, words.kinds) : g.sharesWith === null ? row.noPlace : row.sharing;
        const isOne = g.guestId === guest.guestId;
        return (
          <li key={g.guestId} className={classes.member} data-on={isOne || undefined}>
            {canArrive && (
              <input
                id={`${id}-${g.guestId}`}
                type="checkbox"
                className={classes.tick}
                checked={!isExpected(g) || !absent.has(g.guestId)}
                disabled={!isExpected(g)}
                aria-label={chosen.isHere(g.name)}
                onChange={(event) => onHere(g.guestId, event.currentTarget.checked)}
              />
            )}
            <label htmlFor={canArrive ? `${id}-${g.guestId}` : undefined} className={classes.memberName}>
              {g.goesBy ? `${g.name} “${g.goesBy}”` : g.name}
              {g.age !== null && g.age < 18 && <span className={classes.dim}> {g.age}</span>}
            </label>
            <span className={classes.memberBed}>{bed}</span>
            {when !== 'past' && withOwnPlace([g]).length > 0 && (
              <Button
                size="compact-sm"
                variant={isOne ? 'light' : 'subtle'}
                aria-pressed={isOne}
                aria-label={chosen.changeFor(g.name)}
                onClick={() => onMember(g.guestId)}
              >
                {acts.place}
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
};
