import { Button, NativeSelect } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Combination } from '../../contract/accounts.ts';
import { useTexts } from '../texts/language.tsx';
import { actingOf } from './combination.ts';
import { switchCombination, useCombination, useSession } from './session.tsx';
import classes from './settings-menu.module.css';

const keyOf = (c: Combination) => `${c.membershipId}:${c.organization.id}`;

interface CombinationFormProps {
  onCancel: () => void;
  onApplied: (workgroup: string, organization: string) => void;
}

/** Workgroup and Organization with Apply: only combinations this person holds can be chosen. */
export const CombinationForm = ({ onCancel, onApplied }: CombinationFormProps) => {
  const { settings: texts, workgroups: names, connection } = useTexts().app;
  const { combinations } = useSession();
  const inForce = useCombination();
  const [chosen, setChosen] = useState(inForce ?? combinations[0]);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const workgroups = [...new Set(combinations.map((c) => c.workgroup))];
  const within = combinations.filter((c) => c.workgroup === chosen?.workgroup);
  const reachedTwice = (c: Combination) =>
    within.filter((o) => o.organization.id === c.organization.id).length > 1;

  const apply = async (event: FormEvent) => {
    event.preventDefault();
    if (!chosen || busy) return;
    setBusy(true);
    setFailed(false);
    try {
      await switchCombination(actingOf(chosen));
      onApplied(names[chosen.workgroup], chosen.organization.name);
    } catch {
      setFailed(true);
    }
    setBusy(false);
  };

  return (
    <form onSubmit={apply} className={classes.form}>
      <NativeSelect
        label={texts.workgroup}
        value={chosen?.workgroup}
        onChange={(event) => setChosen(combinations.find((c) => c.workgroup === event.currentTarget.value))}
        data={workgroups.map((w) => ({ value: w, label: names[w] }))}
      />
      <NativeSelect
        label={texts.organization}
        description={texts.onlyYours}
        value={chosen && keyOf(chosen)}
        onChange={(event) => setChosen(within.find((c) => keyOf(c) === event.currentTarget.value))}
        data={within.map((c) => ({
          value: keyOf(c),
          label: reachedTwice(c)
            ? `${c.organization.name} (${texts.through(c.homeOrganization.name)})`
            : c.organization.name,
        }))}
      />
      <div className={classes.buttons}>
        <Button type="submit" loading={busy} className={classes.apply}>
          {texts.apply}
        </Button>
        <Button variant="default" onClick={onCancel}>
          {texts.cancel}
        </Button>
      </div>
      <p className={classes.dim} role="status">
        {failed
          ? connection.lost
          : chosen?.membershipId === inForce?.membershipId
            ? texts.applies
            : texts.appliesMembership}
      </p>
    </form>
  );
};
