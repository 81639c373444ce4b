import { Checkbox, Textarea, TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import {
  type FacilityAdministration,
  saveFacilitySettings,
} from '../../contract/facilities-administration.ts';
import { useFormCombination } from '../accounts/form-combination.ts';
import { facilityKey, useAct } from '../query.ts';
import { fieldErrorsOf, NotDoneFrame } from '../shell/not-done-frame.tsx';
import { announce } from '../ui/announce.tsx';
import { focusFirstError } from '../ui/filled.ts';
import { FormFoot } from '../ui/form-foot.tsx';
import { LeaveGuard } from '../ui/leave-guard.tsx';
import { Panel } from '../ui/panel.tsx';
import classes from './administration.module.css';
import { administeredFacilitiesKey } from './administration-query.ts';
import { FacilityEnding } from './facility-ending.tsx';
import { FacilityFrame } from './facility-frame.tsx';
import {
  draftOf,
  type Flag,
  hasWrongHours,
  kindOf,
  mergeDraft,
  settingsOf,
  type TextField,
  wrongFields,
} from './settings-draft.ts';
import { useAdministrationTexts } from './texts.ts';
import { WeekdayHoursFields } from './weekday-hours.tsx';

/** What a facility is, and what callers are told about it. */
export const FacilitySettingsScreen = () => (
  <FacilityFrame title={(name) => name}>
    {(facility) => (
      <div className={`${classes.page} ${classes.narrow}`}>
        <SettingsForm key={facility.id} facility={facility} />
        <FacilityEnding facility={facility} />
      </div>
    )}
  </FacilityFrame>
);

const SettingsForm = ({ facility }: { facility: FacilityAdministration }) => {
  const { settings: texts, common } = useAdministrationTexts();
  const combination = useFormCombination();
  const form = useRef<HTMLDivElement>(null);
  const [was, setWas] = useState(facility.settings);
  const [draft, setDraft] = useState(() => draftOf(was));
  const [both, setBoth] = useState<ReadonlySet<string>>(new Set());
  const [asked, setAsked] = useState(false);
  if (was !== facility.settings) {
    const merged = mergeDraft(draft, was, facility.settings);
    setWas(facility.settings);
    setDraft(merged.draft);
    setBoth(new Set([...both, ...merged.both]));
  }
  const { act, busy, notDone, dismiss } = useAct(saveFacilitySettings, {
    combination,
    touches: () => [facilityKey(facility.id), administeredFacilitiesKey],
    onDone: () => {
      announce(common.saved);
      setBoth(new Set());
    },
  });
  const wrong = new Set(asked ? wrongFields(draft) : []);
  const told = fieldErrorsOf(notDone);
  const sayWrong = (field: TextField) => {
    const kind = kindOf(field);
    if (kind.of === 'time') return texts.timeWrong;
    return kind.of === 'number' ? texts.numberWrong(kind.least, kind.most) : common.missing;
  };
  const errorOf = (field: TextField) => (wrong.has(field) ? sayWrong(field) : told[field]);
  const unsaved = JSON.stringify(draft) !== JSON.stringify(draftOf(was));
  const save = () => {
    const isWrong = wrongFields(draft).length > 0 || hasWrongHours(draft);
    setAsked(isWrong);
    if (isWrong) focusFirstError(form.current);
    else act({ params: { id: facility.id }, body: { ...settingsOf(draft), seen: was } });
  };
  const text = (field: TextField, label: string, more: { description?: string; maxLength?: number } = {}) => (
    <TextInput
      label={label}
      value={draft[field]}
      description={both.has(field) ? texts.bothChanged(draftOf(was)[field]) : more.description}
      maxLength={more.maxLength ?? longest(field)}
      inputMode={kindOf(field).of === 'number' ? 'numeric' : undefined}
      error={errorOf(field)}
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
      error={errorOf(field)}
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
    <div ref={form} className={classes.page}>
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
            {text('checkInFrom', texts.checkInFrom, { description: texts.timeHelp })}
            {text('checkInUntil', texts.checkInUntil, { description: texts.timeHelp })}
          </div>
          <WeekdayHoursFields
            value={draft.weekdayHours}
            usual={{ from: draft.checkInFrom, until: draft.checkInUntil }}
            wrong={asked || told.from !== undefined || told.until !== undefined}
            onChange={(weekdayHours) => setDraft((now) => ({ ...now, weekdayHours }))}
          />
          {text('releaseAfterMinutes', texts.release, {
            description: texts.releaseHelp,
          })}
        </div>
      </Panel>
      <Panel title={texts.morning} note={texts.hoursNote} padded>
        <div className={classes.pair}>
          {text('leaveBy', texts.leaveBy, { description: texts.timeHelp })}
          {text('rebookNights', texts.rebook, {
            description: texts.rebookHelp,
          })}
        </div>
      </Panel>
      <Panel title={texts.longest} padded>
        <div className={classes.pair}>
          {text('mostNights', texts.mostNights, {
            description: texts.mostNightsHelp,
          })}
          {text('mostNightsWithin', texts.mostNightsWithin, {
            description: texts.mostNightsWithinHelp,
          })}
        </div>
      </Panel>
      <Panel title={texts.record} padded>
        <div className={classes.fields}>
          <div className={classes.pair}>
            {text('staleAfterHours', texts.stale, {
              description: texts.staleHelp,
            })}
            {text('correctionNights', texts.correctionNights, {
              description: texts.correctionNightsHelp,
            })}
          </div>
          <div className={classes.pair}>
            {text('timeZone', texts.timeZone, { maxLength: 60 })}
            {text('cutOverHour', texts.cutOver, {
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
          <div className={classes.pair}>{text('petPlaces', texts.pets)}</div>
        </div>
      </Panel>
      <NotDoneFrame
        notDone={notDone}
        title={texts.notSaved}
        combination={combination}
        onDismiss={dismiss}
        onAgain={save}
      />
      {unsaved && (
        <FormFoot
          save={common.save}
          busy={busy}
          onSave={save}
          note={both.size > 0 ? texts.bothNote : undefined}
        />
      )}
    </div>
  );
};

/** How many characters a field takes; a number as many digits as the largest. */
const longest = (field: TextField): number => {
  const kind = kindOf(field);
  if (kind.of === 'number') return String(kind.most).length;
  return kind.of === 'time' ? 5 : 200;
};
