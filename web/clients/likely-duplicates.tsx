import { Button } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import type { LikelyDuplicate } from '../../contract/clients.ts';
import { useTexts } from '../texts/language.tsx';
import { HitLine } from './hit-line.tsx';
import classes from './likely-duplicates.module.css';

interface LikelyDuplicatesProps {
  people: LikelyDuplicate[];
  busy: boolean;
  onThis: (id: number) => void;
  onNone: () => void;
  onBack: () => void;
  /** Why the record was not made, above the buttons. */
  children: ReactNode;
}

/** Records that may be this same person, with the reasons. Must be looked at before a new one is made. */
export const LikelyDuplicates = (props: LikelyDuplicatesProps) => {
  const { likely: texts, form } = useTexts().clients;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className={classes.likely} aria-labelledby="likely">
      <h2 id="likely" ref={heading} tabIndex={-1} className={classes.title}>
        {texts.title}
      </h2>
      <p className={classes.about}>{texts.about}</p>
      <ul className={classes.people}>
        {props.people.map((person, i) => (
          <li key={person.id} className={classes.person}>
            <div className={classes.who} id={`likely-${person.id}`}>
              <HitLine hit={{ ...person, why: person.reasons.join(', ') }} />
            </div>
            <Button
              variant={i === 0 ? 'filled' : 'default'}
              onClick={() => props.onThis(person.id)}
              aria-describedby={`likely-${person.id}`}
            >
              {texts.isThis}
            </Button>
          </li>
        ))}
      </ul>
      {props.children}
      <div className={classes.foot}>
        <Button variant="default" onClick={props.onBack}>
          {form.back}
        </Button>
        <Button variant="outline" loading={props.busy} onClick={props.onNone}>
          {texts.none}
        </Button>
      </div>
    </section>
  );
};
