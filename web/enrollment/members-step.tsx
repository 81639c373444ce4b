import { Checkbox, NativeSelect } from '@mantine/core';
import { IconAlertTriangleFilled } from '@tabler/icons-react';
import type { Reply } from '../../contract/endpoint.ts';
import type { openIntake } from '../../contract/enrollment.ts';
import { useClient } from '../clients/client-query.ts';
import { KindLine } from '../clients/kind-line.tsx';
import { pathTo } from '../paths.ts';
import { readNight } from '../reservations/night-reading.ts';
import { useCalendarWords } from '../reservations/stay-dates.tsx';
import { useFormats } from '../texts/formats.ts';
import { useTexts } from '../texts/language.tsx';
import { Door } from '../ui/door.tsx';
import { NightInput } from '../ui/night-input.tsx';
import { ReasonLine } from '../ui/reason-line.tsx';
import classes from './intake.module.css';
import { useSaidAtExit } from './said-at-exit.ts';
import type { MemberEntry, MemberFormsState } from './use-member-forms.ts';

const relationships = [1, 2, 3, 4, 5] as const;

/** Where, and who of the household comes in, each with relationship to the head and an own start. */
export const MembersStep = ({
  facts,
  members,
}: {
  facts: Reply<typeof openIntake>;
  members: MemberFormsState;
}) => {
  const texts = useTexts();
  const { intake: words } = texts;
  const { client } = useClient();
  const { shownProblem } = members;
  return (
    <div className={classes.where}>
      <div>
        <p className={classes.facility}>{facts.facility.name}</p>
        <KindLine kind={facts.facility.kind} />
      </div>
      <section aria-labelledby="members">
        <h3 id="members" className={classes.sub}>
          {words.members}
        </h3>
        <p className={classes.about}>
          {words.membersWhy} <Door to={pathTo('household', { clientId: client.id })}>{words.onlyThis}</Door>
        </p>
        {shownProblem && (
          <p className={classes.problem} role="alert">
            {shownProblem === 'nobody' ? words.nobody : words.oneHead}
          </p>
        )}
        <ul>
          {members.entries.map((entry) => (
            <Member
              key={entry.clientId}
              entry={entry}
              tonight={facts.tonight}
              onChange={(next) => members.change(entry.clientId, next)}
            />
          ))}
        </ul>
      </section>
    </div>
  );
};

interface MemberProps {
  entry: MemberEntry;
  tonight: string;
  onChange: (next: Partial<Pick<MemberEntry, 'comes' | 'relationshipToHoH' | 'startDate'>>) => void;
}

const Member = ({ entry, tonight, onChange }: MemberProps) => {
  const texts = useTexts();
  const { intake: words, clients } = texts;
  const formats = useFormats();
  const calendar = useCalendarWords();
  const { member, name } = entry;
  const { enrollment } = member;
  const sayExit = useSaidAtExit();
  const state =
    enrollment?.state === 'open' && enrollment.entryDate
      ? words.openSince(formats.nightLong(enrollment.entryDate))
      : enrollment?.state === 'pending' && enrollment.plannedDate
        ? words.pendingFor(formats.night(enrollment.plannedDate))
        : words.isNew;
  return (
    <li className={classes.member}>
      <Checkbox
        checked={entry.comes}
        aria-label={words.comesAlong(name)}
        label={
          <span className={classes.memberName}>
            {name}
            {member.age !== null && <span className={classes.age}>{words.age(member.age)}</span>}
          </span>
        }
        description={state}
        onChange={(event) => onChange({ comes: event.currentTarget.checked })}
      />
      {member.saidAtExit && (
        <ReasonLine
          icon={<IconAlertTriangleFilled size={14} color="var(--b-risk)" aria-hidden />}
          reasons={[sayExit(name, member.saidAtExit)]}
        />
      )}
      {entry.comes && (
        <div className={classes.memberFields}>
          <NativeSelect
            label={words.relationship}
            aria-label={words.relationshipOf(name)}
            value={String(entry.relationshipToHoH)}
            data={relationships.map((code) => ({
              value: String(code),
              label: clients.household.relationships[code] ?? String(code),
            }))}
            onChange={(event) => onChange({ relationshipToHoH: Number(event.currentTarget.value) })}
          />
          {enrollment?.state !== 'open' && (
            <NightInput
              label={words.start}
              aria-label={words.startOf(name)}
              value={entry.startDate}
              read={(text) => readNight(text, tonight)}
              earliest={tonight}
              words={calendar(words.startOf(name))}
              onChange={(startDate) => onChange({ startDate })}
            />
          )}
        </div>
      )}
    </li>
  );
};
