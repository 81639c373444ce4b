import { Checkbox, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import type { Workgroup } from '../../contract/accounts.ts';
import {
  addMembership,
  changeMembership,
  type Membership,
  type Person,
  workgroupOfKind,
} from '../../contract/accounts-administration.ts';
import { useFormCombination } from '../accounts/form-combination.ts';
import { useAct } from '../query.ts';
import { fieldErrorsOf, NotDoneFrame } from '../shell/not-done-frame.tsx';
import { useTexts } from '../texts/language.tsx';
import { announce } from '../ui/announce.tsx';
import { DayInput } from '../ui/day-input.tsx';
import classes from './administration.module.css';
import { organizationsKey, peopleKey, useOrganizations } from './administration-query.ts';
import { FormDialog } from './form-dialog.tsx';
import { useAdministrationTexts } from './texts.ts';

const workgroups: readonly Workgroup[] = [
  'emergency_shelter_staff',
  'shelter_reservation_team',
  'system_administrators',
];

interface GiveProps {
  person: Person;
  people: Person[];
  onClose: () => void;
}

/** Gives a person a combination. */
export const GiveMembership = ({ person, people, onClose }: GiveProps) => {
  const { held: texts } = useAdministrationTexts().person;
  const { common } = useAdministrationTexts();
  const { workgroups: names } = useTexts().app;
  const organizations = useOrganizations().data?.organizations ?? [];
  const combination = useFormCombination();
  const [workgroup, setWorkgroup] = useState<Workgroup>('emergency_shelter_staff');
  const [organizationId, setOrganizationId] = useState<number | null>(null);
  const [supervisor, setSupervisor] = useState(false);
  const [reportsTo, setReportsTo] = useState<string | null>(null);
  const [beginsOn, setBeginsOn] = useState<string | null>(null);
  const [endsOn, setEndsOn] = useState<string | null>(null);
  const [asked, setAsked] = useState(false);
  const fitting = organizations.filter((o) => !o.closedAt && workgroupOfKind[o.kind] === workgroup);
  const chosen = fitting.some((o) => o.id === organizationId) ? organizationId : null;
  const { act, busy, notDone, dismiss } = useAct(addMembership, {
    combination,
    touches: () => [peopleKey, organizationsKey],
    onDone: () => {
      announce(texts.given);
      onClose();
    },
  });
  const save = () => {
    setAsked(true);
    if (chosen === null) return;
    act({
      params: { id: person.id },
      body: {
        organizationId: chosen,
        workgroup,
        supervisor,
        reportsTo,
        endsOn,
        ...(beginsOn && { beginsOn }),
      },
    });
  };
  const errors = fieldErrorsOf(notDone);
  return (
    <FormDialog
      title={texts.add}
      save={texts.add}
      busy={busy}
      onSave={save}
      onClose={onClose}
      frame={
        <NotDoneFrame
          notDone={notDone}
          title={texts.notGiven}
          combination={combination}
          onDismiss={dismiss}
          onAgain={save}
        />
      }
    >
      <NativeSelect
        label={texts.workgroup}
        data-autofocus
        value={workgroup}
        onChange={(event) => setWorkgroup(event.currentTarget.value as Workgroup)}
        data={workgroups.map((value) => ({ value, label: names[value] }))}
      />
      <NativeSelect
        label={texts.organization}
        value={chosen ?? ''}
        onChange={(event) => setOrganizationId(Number(event.currentTarget.value) || null)}
        error={fitting.length === 0 ? texts.noOrganization : asked && chosen === null && common.missing}
        data={[
          { value: '', label: common.choose },
          ...fitting.map((o) => ({ value: String(o.id), label: o.name })),
        ]}
      />
      <Rest
        person={person}
        people={people}
        supervisor={supervisor}
        onSupervisor={setSupervisor}
        reportsTo={reportsTo}
        onReportsTo={setReportsTo}
      />
      <div className={classes.pair}>
        <DayInput
          label={common.from}
          value={beginsOn}
          onChange={setBeginsOn}
          description={common.fromHelp}
          error={errors.beginsOn}
        />
        <DayInput
          label={common.until}
          value={endsOn}
          onChange={setEndsOn}
          description={common.untilHelp}
          error={errors.endsOn}
        />
      </div>
    </FormDialog>
  );
};

/** Changes whom a person reports to, whether they supervise, and until when they hold a combination. */
export const ChangeMembership = ({
  person,
  people,
  membership,
  onClose,
}: GiveProps & { membership: Membership }) => {
  const { held: texts } = useAdministrationTexts().person;
  const { common } = useAdministrationTexts();
  const combination = useFormCombination();
  const [supervisor, setSupervisor] = useState(membership.supervisor);
  const [reportsTo, setReportsTo] = useState(membership.reportsTo?.id ?? null);
  const [endsOn, setEndsOn] = useState(membership.endsOn);
  const { act, busy, notDone, dismiss } = useAct(changeMembership, {
    combination,
    touches: () => [peopleKey],
    onDone: () => {
      announce(texts.changed);
      onClose();
    },
  });
  const save = () => act({ params: { id: membership.id }, body: { supervisor, reportsTo, endsOn } });
  return (
    <FormDialog
      title={texts.change(membership.organization.name)}
      save={common.save}
      busy={busy}
      onSave={save}
      onClose={onClose}
      frame={
        <NotDoneFrame
          notDone={notDone}
          title={texts.notChanged}
          combination={combination}
          onDismiss={dismiss}
          onAgain={save}
        />
      }
    >
      <Rest
        person={person}
        people={people}
        supervisor={supervisor}
        onSupervisor={setSupervisor}
        reportsTo={reportsTo}
        onReportsTo={setReportsTo}
      />
      <DayInput
        label={common.until}
        value={endsOn}
        onChange={setEndsOn}
        description={common.untilHelp}
        error={fieldErrorsOf(notDone).endsOn}
      />
    </FormDialog>
  );
};

interface RestProps {
  person: Person;
  people: Person[];
  supervisor: boolean;
  onSupervisor: (yes: boolean) => void;
  reportsTo: string | null;
  onReportsTo: (id: string | null) => void;
}

const Rest = ({ person, people, supervisor, onSupervisor, reportsTo, onReportsTo }: RestProps) => {
  const { held: texts } = useAdministrationTexts().person;
  return (
    <>
      <Checkbox
        label={texts.supervisor}
        description={texts.supervisorHelp}
        checked={supervisor}
        onChange={(event) => onSupervisor(event.currentTarget.checked)}
      />
      <NativeSelect
        label={texts.reportsTo}
        value={reportsTo ?? ''}
        onChange={(event) => onReportsTo(event.currentTarget.value || null)}
        data={[
          { value: '', label: texts.nobody },
          ...people
            .filter((p) => p.id !== person.id && !p.closedAt)
            .map((p) => ({ value: p.id, label: `${p.name}, ${p.email}` })),
        ]}
      />
    </>
  );
};
