import { Checkbox, NativeSelect, Radio, Textarea, TextInput } from '@mantine/core';
import { IconAlertTriangleFilled } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import type { Reply } from '../../contract/endpoint.ts';
import type { openExit } from '../../contract/exits.ts';
import { KindLine } from '../clients/kind-line.tsx';
import { DestinationSelect } from '../nights/destination-select.tsx';
import { useFormats } from '../texts/formats.ts';
import { useTexts } from '../texts/language.tsx';
import { DayInput } from '../ui/day-input.tsx';
import { focusFirstError, isFilled } from '../ui/filled.ts';
import { ReasonLine } from '../ui/reason-line.tsx';
import classes from './intake.module.css';
import {
  type ExitChange,
  type ExitEntry,
  type ExitFormsState,
  otherDestination,
  rentalWithSubsidy,
  type StayToExit,
} from './use-exit-forms.ts';

type Overlap = Reply<typeof openExit>['overlaps'][number];

interface ExitMembersProps {
  stay: StayToExit;
  overlaps: Overlap[];
  members: ExitFormsState;
}

/** Who leaves, where to and when, and what speaks against the nights that were recorded. */
export const ExitMembers = ({ stay, overlaps, members }: ExitMembersProps) => {
  const { exits: words } = useTexts();
  const { shownProblem } = members;
  const form = useRef<HTMLDivElement>(null);
  // Each field that lacks something says so, and the first has the focus.
  useEffect(() => {
    if (!shownProblem) return;
    isFilled(form.current);
    focusFirstError(form.current);
  }, [shownProblem]);
  return (
    <div ref={form} className={classes.where}>
      <div>
        <p className={classes.facility}>{stay.name}</p>
        <KindLine kind={stay.kind} />
        <p className={classes.about}>{words.why}</p>
      </div>
      {overlaps.length > 0 && <Overlaps overlaps={overlaps} />}
      {shownProblem && (
        <p className={classes.problem} role="alert">
          {shownProblem.name === null ? words.nobody : words.incomplete(shownProblem.name)}
        </p>
      )}
      <ul>
        {members.entries.map((entry) => (
          <Member
            key={entry.clientId}
            entry={entry}
            asked={shownProblem !== null}
            onChange={(next) => members.change(entry.clientId, next)}
          />
        ))}
      </ul>
    </div>
  );
};

const Overlaps = ({ overlaps }: { overlaps: Overlap[] }) => {
  const { exits: words } = useTexts();
  const formats = useFormats();
  const where = (o: Overlap) =>
    o.projectName && o.firstNight && o.lastNight
      ? words.overlapAt(o.projectName, formats.nightLong(o.firstNight), formats.nightLong(o.lastNight))
      : words.overlapHidden;
  return (
    <section aria-labelledby="overlaps">
      <h3 id="overlaps" className={classes.sub}>
        {words.overlaps}
      </h3>
      <p className={classes.about}>{words.overlapsWhy}</p>
      <ul>
        {overlaps.map((o) => (
          <li key={`${o.clientId} ${o.projectName} ${o.firstNight}`}>
            <ReasonLine
              icon={<IconAlertTriangleFilled size={14} color="var(--b-risk)" aria-hidden />}
              reasons={[`${o.name}: ${where(o)}`]}
            />
          </li>
        ))}
      </ul>
    </section>
  );
};

interface MemberProps {
  entry: ExitEntry;
  /** Somebody went on although something was still to be said. */
  asked: boolean;
  onChange: (next: ExitChange) => void;
}

const Member = ({ entry, asked, onChange }: MemberProps) => {
  const { exits: words } = useTexts();
  const formats = useFormats();
  const { member, name } = entry;
  const about = [
    words.since(formats.nightLong(member.entryDate)),
    ...(member.lastNight ? [words.lastNight(formats.nightLong(member.lastNight))] : []),
    ...(member.inHouse ? [words.inHouse] : []),
  ];
  return (
    <li className={classes.member}>
      <Checkbox
        checked={entry.leaves}
        aria-label={words.leaves(name)}
        label={<span className={classes.memberName}>{name}</span>}
        description={about.join(' · ')}
        onChange={(event) => onChange({ leaves: event.currentTarget.checked })}
      />
      {entry.leaves && <Going {...{ entry, asked, onChange }} />}
    </li>
  );
};

const Going = ({ entry, asked, onChange }: MemberProps) => {
  const { exits: words } = useTexts();
  const formats = useFormats();
  const { member, name } = entry;
  const isFixed = member.earliestExit === member.latestExit;
  return (
    <fieldset className={classes.memberFields} aria-label={words.leaves(name)}>
      <DestinationSelect
        labelled
        label={words.destination}
        ariaLabel={words.destinationOf(name)}
        value={entry.destination}
        onChange={(destination) => onChange({ destination })}
      />
      {entry.destination === rentalWithSubsidy && (
        <NativeSelect
          label={words.subsidy}
          aria-label={words.subsidyOf(name)}
          value={entry.subsidy ?? ''}
          data={[
            { value: '', label: '' },
            ...Object.entries(words.subsidies).map(([value, label]) => ({ value, label })),
          ]}
          onChange={(event) => onChange({ subsidy: Number(event.currentTarget.value) || null })}
        />
      )}
      {entry.destination === otherDestination && (
        <TextInput
          label={words.other}
          aria-label={words.otherOf(name)}
          maxLength={50}
          value={entry.other}
          onChange={(event) => onChange({ other: event.currentTarget.value })}
        />
      )}
      {isFixed ? (
        <p className={classes.about}>{words.dayFixed(formats.nightLong(member.exitDate))}</p>
      ) : (
        <DayInput
          needed
          label={words.day}
          aria-label={words.dayOf(name)}
          value={entry.exitDate}
          onChange={(exitDate) => onChange({ exitDate })}
        />
      )}
      <NativeSelect
        label={words.mayReturn}
        aria-label={words.mayReturnOf(name)}
        value={entry.mayReturn}
        data={[
          { value: 'any', label: words.anyTime },
          { value: 'from', label: words.fromDay },
        ]}
        onChange={(event) => onChange({ mayReturn: event.currentTarget.value as 'any' | 'from' })}
      />
      {entry.mayReturn === 'from' && (
        <DayInput
          needed
          label={words.returnDay}
          aria-label={words.returnDayOf(name)}
          value={entry.mayReturnFrom}
          onChange={(mayReturnFrom) => onChange({ mayReturnFrom })}
        />
      )}
      {member.cameTonight && (
        <Radio.Group
          label={words.slept(name)}
          value={entry.slept ?? ''}
          error={asked && entry.slept === null && words.sayWhether}
          onChange={(slept) => onChange({ slept: slept as 'yes' | 'no' })}
        >
          <div className={classes.options}>
            <Radio value="yes" label={words.yes} />
            <Radio value="no" label={words.no} />
          </div>
        </Radio.Group>
      )}
      <Textarea
        label={words.note}
        aria-label={words.noteOf(name)}
        value={entry.note}
        maxLength={1000}
        autosize
        minRows={1}
        onChange={(event) => onChange({ note: event.currentTarget.value })}
      />
    </fieldset>
  );
};
