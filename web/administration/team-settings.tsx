import { NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { readTeamSettings, saveTeamSettings, type Team } from '../../contract/accounts-administration.ts';
import { useFormCombination } from '../accounts/form-combination.ts';
import { pathTo } from '../paths.ts';
import { reading, useAct } from '../query.ts';
import { Loaded } from '../shell/loaded.tsx';
import { fieldErrorsOf, NotDoneFrame } from '../shell/not-done-frame.tsx';
import { announce } from '../ui/announce.tsx';
import { DoorButton } from '../ui/door.tsx';
import { FormFoot } from '../ui/form-foot.tsx';
import { LeaveGuard } from '../ui/leave-guard.tsx';
import { Panel } from '../ui/panel.tsx';
import classes from './administration.module.css';
import { useAdministrationTexts } from './texts.ts';

const teamKey = (organizationId: number) => ['team', organizationId];

/** A reservation team's own settings, and the door to its assessment. */
export const TeamSettings = ({ organizationId }: { organizationId: number }) => {
  const { team: texts } = useAdministrationTexts();
  const query = useQuery(
    reading(teamKey(organizationId), readTeamSettings, { params: { id: organizationId } }),
  );
  return (
    <>
      <Panel title={texts.form} padded>
        <div className={classes.fields}>
          <p className={classes.dim}>{texts.formWhy}</p>
          <div>
            <DoorButton to={pathTo('assessmentForms', { organizationId })} variant="default">
              {texts.openForm}
            </DoorButton>
          </div>
        </div>
      </Panel>
      <Panel title={texts.title}>
        <Loaded query={query}>{(team) => <Settings key={JSON.stringify(team)} team={team} />}</Loaded>
      </Panel>
    </>
  );
};

const Settings = ({ team }: { team: Team }) => {
  const { team: texts, common } = useAdministrationTexts();
  const combination = useFormCombination();
  const was = {
    opensFirst: team.opensFirst,
    assessmentValidDays: String(team.assessmentValidDays),
    timeZone: team.timeZone,
    linePhone: team.linePhone ?? '',
    lineHours: team.lineHours ?? '',
    lineHoursInSpanish: team.lineHoursInSpanish ?? '',
  };
  const [draft, setDraft] = useState(was);
  const { act, busy, notDone, dismiss } = useAct(saveTeamSettings, {
    combination,
    touches: () => [teamKey(team.organization.id)],
    onDone: () => announce(common.saved),
  });
  const set = (part: Partial<typeof draft>) => setDraft((now) => ({ ...now, ...part }));
  const save = () =>
    act({
      params: { id: team.organization.id },
      body: {
        opensFirst: draft.opensFirst,
        assessmentValidDays: Number(draft.assessmentValidDays),
        timeZone: draft.timeZone.trim(),
        linePhone: draft.linePhone.trim() || null,
        lineHours: draft.lineHours.trim() || null,
        lineHoursInSpanish: draft.lineHoursInSpanish.trim() || null,
      },
    });
  const errors = fieldErrorsOf(notDone);
  const unsaved = JSON.stringify(draft) !== JSON.stringify(was);
  return (
    <div className={classes.padded}>
      <LeaveGuard unsaved={unsaved} />
      <div className={classes.pair}>
        <NativeSelect
          label={texts.opensFirst}
          value={draft.opensFirst}
          onChange={(event) => set({ opensFirst: event.currentTarget.value as Team['opensFirst'] })}
          data={(['housing_facilities', 'assessment'] as const).map((value) => ({
            value,
            label: texts.opens[value],
          }))}
        />
        <TextInput
          label={texts.validDays}
          inputMode="numeric"
          value={draft.assessmentValidDays}
          error={errors.assessmentValidDays}
          onChange={(event) => set({ assessmentValidDays: event.currentTarget.value })}
        />
      </div>
      <div className={classes.pair}>
        <TextInput
          label={texts.linePhone}
          maxLength={40}
          value={draft.linePhone}
          error={errors.linePhone}
          onChange={(event) => set({ linePhone: event.currentTarget.value })}
        />
        <TextInput
          label={texts.timeZone}
          maxLength={60}
          value={draft.timeZone}
          error={errors.timeZone}
          onChange={(event) => set({ timeZone: event.currentTarget.value })}
        />
      </div>
      <TextInput
        label={texts.lineHours}
        description={texts.lineHoursHelp}
        maxLength={100}
        value={draft.lineHours}
        error={errors.lineHours}
        onChange={(event) => set({ lineHours: event.currentTarget.value })}
      />
      <TextInput
        label={texts.lineHoursInSpanish}
        description={common.inSpanishHelp}
        lang="es"
        maxLength={100}
        value={draft.lineHoursInSpanish}
        error={errors.lineHoursInSpanish}
        onChange={(event) => set({ lineHoursInSpanish: event.currentTarget.value })}
      />
      <NotDoneFrame
        notDone={notDone}
        title={texts.notSaved}
        combination={combination}
        onDismiss={dismiss}
        onAgain={save}
      />
      {unsaved && <FormFoot save={common.save} busy={busy} onSave={save} />}
    </div>
  );
};
