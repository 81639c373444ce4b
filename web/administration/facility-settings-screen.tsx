import { Checkbox, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import {
  type FacilityAdministration,
  type FacilitySettings,
  saveFacilitySettings,
} from '../../contract/facilities-administration.ts';
import { useFormCombination } from '../accounts/form-combination.ts';
import { facilityKey, useAct } from '../query.ts';
import { fieldErrorsOf, NotDoneFrame } from '../shell/not-done-frame.tsx';
import { announce } from '../ui/announce.tsx';
import { FormFoot } from '../ui/form-foot.tsx';
import { LeaveGuard } from '../ui/leave-guard.tsx';
import { Panel } from '../ui/panel.tsx';
import classes from './administration.module.css';
import { administeredFacilitiesKey } from './administration-query.ts';
import { FacilityEnding } from './facility-ending.tsx';
import { FacilityFrame } from './facility-frame.tsx';
import { useAdministrationTexts } from './texts.ts';
import { WeekdayHoursFields } from './weekday-hours.tsx';

/** What a facility is, and what callers are told about it. */
export const FacilitySettingsScreen = () => (
  <FacilityFrame title={(name) => name}>
    {(facility) => (
      <div className={`${classes.page} ${classes.narrow}`}>
        <SettingsForm key={JSON.stringify(facility.settings)} facility={facility} />
        <FacilityEnding facility={facility} />
      </div>
    )}
  </FacilityFrame>
);

type Flag = {
  [K in keyof FacilitySettings]: FacilitySettings[K] extends boolean ? K : never;
}[keyof FacilitySettings];
type TextField = Exclude<keyof FacilitySettings, Flag | 'weekdayHours'>;
type Draft = Record<TextField, string> & Pick<FacilitySettings, Flag | 'weekdayHours'>;

const numbers: ReadonlySet<string> = new Set([
  'cutOverHour',
  'releaseAfterMinutes',
  'rebookNights',
  'mostNights',
  'mostNightsWithin',
  'petPlaces',
  'staleAfterHours',
  'correctionNights',
] satisfies TextField[]);
const needed: ReadonlySet<string> = new Set(['name', 'timeZone'] satisfies TextField[]);

const draftOf = ({ weekdayHours, ...settings }: FacilitySettings): Draft => ({
  ...(Object.fromEntries(
    Object.entries(settings).map(([key, value]) => [
      key,
      typeof value === 'boolean' ? value : String(value ?? ''),
    ]),
  ) as Omit<Draft, 'weekdayHours'>),
  weekdayHours,
});

// What is no number goes as it was typed: the server says so at its field.
const settingsOf = ({ weekdayHours, ...draft }: Draft): FacilitySettings =>
  ({
    ...Object.fromEntries(
      Object.entries(draft).map(([key, value]) => {
        if (typeof value === 'boolean') return [key, value];
        const text = value.trim();
        if (numbers.has(key) && /^\d+$/.test(text)) return [key, Number(text)];
        return [key, text || (needed.has(key) ? text : null)];
      }),
    ),
    weekdayHours,
  }) as FacilitySettings;

const SettingsForm = ({ facility }: { facility: FacilityAdministration }) => {
  const { settings: texts, common } = useAdministrationTexts();
  const combination = useFormCombination();
  const was = draftOf(facility.settings);
  const [draft, setDraft] = useState(was);
  const { act, busy, notDone, dismiss } = useAct(saveFacilitySettings, {
    combination,
    touches: () => [facilityKey(facility.id), administeredFacilitiesKey],
    onDone: () => announce(common.saved),
  });
  const errors = fieldErrorsOf(notDone);
  const unsaved = JSON.stringify(draft) !== JSON.stringify(was);
  const save = () =>
    act({ params: { id: facility.id }, body: { ...settingsOf(draft), seen: facility.settings } });
  const text = (
    field: TextField,
    label: string,
    more: { description?: string; maxLength?: number; numeric?: true } = {},
  ) => (
    <TextInput
      label={label}
      value={draft[field]}
      description={more.description}
      maxLength={more.maxLength ?? 200}
      inputMode={more.numeric && 'numeric'}
      error={errors[field]}
      onChange={(event) => {
        const { value } = event.currentTarget;
        setDraft((now) => ({ ...now, [field]: value }));
      }}
    />
  );
  const area = (
    field: TextField,
    label: string,
    maxLength: number,
    spanish?: { lang: 'es'; description: string },
  ) => (
    <Textarea
      label={label}
      {...spanish}
      autosize
      minRows={2}
      maxLength={maxLength}
      value={draft[field]}
      error={errors[field]}
      onChange={(event) => {
        const { value } = event.currentTarget;
        setDraft((now) => ({ ...now, [field]: value }));
      }}
    />
  );
  const spanish = { lang: 'es', description: common.inSpanishHelp } as const;
  const flag = (field: Flag, label: string) => (
    <Checkbox
      label={label}
      checked={draft[field]}
      onChange={(event) => {
        const { checked } = event.currentTarget;
        setDraft((now) => ({ ...now, [field]: checked }));
      }}
    />
  );
  return (
    <>
      <LeaveGuard unsaved={unsaved} />
      <Panel title={texts.said} padded>
        <div className={classes.fields}>
          <div className={classes.pair}>
            {text('name', common.name)}
            {text('phone', common.phone, { maxLength: 40 })}
          </div>
          <div className={classes.pair}>
            {text('address', texts.address)}
            {text('city', texts.city, { maxLength: 100 })}
          </div>
          {flag('confidential', texts.confidential)}
          <div className={classes.pair}>
            {area('howToGetThere', texts.getThere, 1000)}
            {area('howToGetThereInSpanish', texts.getThereInSpanish, 1000, spanish)}
          </div>
          <div className={classes.pair}>
            {area('whatToBring', texts.bring, 1000)}
            {area('whatToBringInSpanish', texts.bringInSpanish, 1000, spanish)}
          </div>
          {area('houseRules', texts.rules, 2000)}
        </div>
      </Panel>
      <Panel title={texts.evening} note={texts.hoursNote} padded>
        <div className={classes.fields}>
          <div className={classes.pair}>
            {text('checkInFrom', texts.checkInFrom, { maxLength: 5, description: texts.timeHelp })}
            {text('checkInUntil', texts.checkInUntil, { maxLength: 5, description: texts.timeHelp })}
          </div>
          <WeekdayHoursFields
            value={draft.weekdayHours}
            usual={{ from: draft.checkInFrom, until: draft.checkInUntil }}
            wrong={errors.from !== undefined || errors.until !== undefined}
            onChange={(weekdayHours) => setDraft((now) => ({ ...now, weekdayHours }))}
          />
          {text('releaseAfterMinutes', texts.release, {
            maxLength: 3,
            numeric: true,
            description: texts.releaseHelp,
          })}
        </div>
      </Panel>
      <Panel title={texts.morning} note={texts.hoursNote} padded>
        <div className={classes.pair}>
          {text('leaveBy', texts.leaveBy, { maxLength: 5, description: texts.timeHelp })}
          {text('rebookNights', texts.rebook, {
            maxLength: 2,
            numeric: true,
            description: texts.rebookHelp,
          })}
        </div>
      </Panel>
      <Panel title={texts.longest} padded>
        <div className={classes.pair}>
          {text('mostNights', texts.mostNights, {
            maxLength: 4,
            numeric: true,
            description: texts.mostNightsHelp,
          })}
          {text('mostNightsWithin', texts.mostNightsWithin, {
            maxLength: 4,
            numeric: true,
            description: texts.mostNightsWithinHelp,
          })}
        </div>
      </Panel>
      <Panel title={texts.record} padded>
        <div className={classes.fields}>
          <div className={classes.pair}>
            {text('staleAfterHours', texts.stale, {
              maxLength: 3,
              numeric: true,
              description: texts.staleHelp,
            })}
            {text('correctionNights', texts.correctionNights, {
              maxLength: 3,
              numeric: true,
              description: texts.correctionNightsHelp,
            })}
          </div>
          <div className={classes.pair}>
            {text('timeZone', texts.timeZone, { maxLength: 60 })}
            {text('cutOverHour', texts.cutOver, {
              maxLength: 2,
              numeric: true,
              description: texts.cutOverHelp,
            })}
          </div>
        </div>
      </Panel>
      <Panel title={texts.house} padded>
        <div className={classes.fields}>
          <div className={classes.checks}>
            {flag('sober', texts.sober)}
            {flag('acceptsWalkIns', texts.walkIns)}
            {flag('leaveFreesPlace', texts.leaveFrees)}
            {flag('headCountOnly', texts.headCountOnly)}
          </div>
          <div className={classes.pair}>{text('petPlaces', texts.pets, { maxLength: 3, numeric: true })}</div>
        </div>
      </Panel>
      <NotDoneFrame
        notDone={notDone}
        title={texts.notSaved}
        combination={combination}
        onDismiss={dismiss}
        onAgain={save}
      />
      {unsaved && <FormFoot save={common.save} busy={busy} onSave={save} />}
    </>
  );
};
