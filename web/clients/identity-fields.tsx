import { Checkbox, TextInput } from '@mantine/core';
import { ageOn } from '../../contract/nights.ts';
import { useTexts } from '../texts/language.tsx';
import { races } from './client-draft.ts';
import { type ClientFieldsProps, Section, textFieldOf } from './client-field-parts.tsx';
import classes from './client-fields.module.css';
import { CodeSelect } from './code-select.tsx';

/** HUD records that no seating reads: race and ethnicity, sex, veteran, Social Security number. */
export const IdentityFields = (props: ClientFieldsProps) => {
  const { form: texts } = useTexts().clients;
  const { draft, onChange, today } = props;
  const field = textFieldOf(props);
  const age = ageOn(draft.dob, today);
  const isMinor = age !== null ? age < 18 : draft.ageBand === '0-17';
  return (
    <Section title={texts.identity} about={texts.identityHelp}>
      <Checkbox.Group
        className={classes.wide}
        label={texts.races}
        description={texts.racesHelp}
        value={draft.races}
        onChange={(chosen) => onChange({ races: races.filter((race) => chosen.includes(race)) })}
      >
        <div className={classes.checks}>
          {races.map((race) => (
            <Checkbox key={race} value={race} label={texts.raceNames[race]} />
          ))}
        </div>
      </Checkbox.Group>
      {draft.races.length === 0 && (
        <CodeSelect
          label={texts.raceNone}
          codes={[]}
          names={texts.quality}
          value={draft.raceNone}
          onChange={(raceNone) => onChange({ raceNone })}
        />
      )}
      <TextInput label={texts.additionalRace} {...field('additionalRaceEthnicity')} />
      <CodeSelect
        label={texts.sex}
        codes={[0, 1]}
        names={texts.sexes}
        value={draft.sex}
        onChange={(sex) => onChange({ sex })}
      />
      {!isMinor && (
        <CodeSelect
          label={texts.veteran}
          codes={[0, 1]}
          names={texts.yesNo}
          value={draft.veteranStatus}
          onChange={(veteranStatus) => onChange({ veteranStatus })}
        />
      )}
      <TextInput
        label={texts.ssn}
        description={props.ssnKept ?? texts.ssnHelp}
        inputMode="text"
        {...field('ssn')}
        placeholder="123-45-6789"
      />
      <CodeSelect
        label={texts.ssnQuality}
        codes={[1, 2]}
        names={texts.ssnQualities}
        none={
          draft.ssn
            ? texts.asTyped(texts.ssnQualities[draft.ssn.toLowerCase().includes('x') ? 2 : 1] ?? '')
            : texts.notAsked
        }
        value={draft.ssnDataQuality}
        onChange={(ssnDataQuality) => onChange({ ssnDataQuality })}
      />
      {props.ssnAct && <div className={classes.wide}>{props.ssnAct}</div>}
    </Section>
  );
};
