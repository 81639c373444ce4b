import { Checkbox, NativeSelect, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { ageOn } from '../../contract/nights.ts';
import { useTexts } from '../texts/language.tsx';
import { DayInput } from '../ui/day-input.tsx';
import { type ClientDraft, nameQualityTyped, races } from './client-draft.ts';
import classes from './client-fields.module.css';
import { CodeSelect } from './code-select.tsx';

interface ClientFieldsProps {
  draft: ClientDraft;
  onChange: (part: Partial<ClientDraft>) => void;
  /** Messages by field name. */
  errors: Record<string, string>;
  /** Today, for ages. */
  today: string;
  /** A record that is there already: a code name can become a name. */
  correcting?: boolean;
  /** Only the basic profile is seen, and can be corrected. */
  basicOnly?: boolean;
  /** Said under the Social Security number: what is kept already. */
  ssnKept?: string;
  /** Behind the Social Security number. */
  ssnAct?: ReactNode;
}

/** HUD's FY2026 client elements, and what a desk needs to greet and reach a person. */
export const ClientFieldsForm = (props: ClientFieldsProps) => (
  <div className={classes.form}>
    <NameFields {...props} />
    <BirthFields {...props} />
    <ContactFields {...props} />
    {!props.basicOnly && <IdentityFields {...props} />}
  </div>
);

const Section = ({ title, about, children }: { title: string; about?: string; children: ReactNode }) => (
  <fieldset className={classes.section}>
    <legend className={classes.legend}>{title}</legend>
    {about && <p className={classes.about}>{about}</p>}
    <div className={classes.fields}>{children}</div>
  </fieldset>
);

// What explains a field stands under it, so that the fields of a row are level.
const belowInput = ['label', 'input', 'description', 'error'] satisfies (
  | 'label'
  | 'input'
  | 'description'
  | 'error'
)[];

/** A text field of the draft by its name. */
const textFieldOf =
  ({ draft, onChange, errors }: ClientFieldsProps) =>
  (
    name: keyof ClientDraft &
      (
        | 'firstName'
        | 'middleName'
        | 'lastName'
        | 'nameSuffix'
        | 'goesBy'
        | 'sayIt'
        | 'aliases'
        | 'additionalRaceEthnicity'
        | 'language'
        | 'phone'
        | 'ssn'
      ),
  ) => ({
    name,
    value: draft[name],
    error: errors[name],
    autoComplete: 'off',
    inputWrapperOrder: belowInput,
    onChange: (event: { currentTarget: { value: string } }) =>
      onChange({ [name]: event.currentTarget.value }),
  });

const NameFields = (props: ClientFieldsProps) => {
  const { form: texts } = useTexts().clients;
  const { draft, onChange } = props;
  const field = textFieldOf(props);
  const typed = nameQualityTyped(draft);
  return (
    <Section title={texts.name}>
      {(!draft.codeName || props.correcting) && (
        <>
          <TextInput label={texts.firstName} {...field('firstName')} />
          <TextInput label={texts.middleName} {...field('middleName')} />
          <TextInput label={texts.lastName} {...field('lastName')} />
          <TextInput label={texts.nameSuffix} {...field('nameSuffix')} />
          {!props.basicOnly && (
            <CodeSelect
              label={texts.nameQuality}
              codes={[1, 2]}
              names={texts.nameQualities}
              none={typed ? texts.asTyped(texts.nameQualities[typed] ?? '') : texts.notAsked}
              value={draft.nameDataQuality}
              onChange={(nameDataQuality) => onChange({ nameDataQuality })}
            />
          )}
          {props.correcting && (
            <Checkbox
              className={classes.check}
              label={texts.isCodeName}
              checked={draft.codeName}
              onChange={(event) => onChange({ codeName: event.currentTarget.checked })}
            />
          )}
        </>
      )}
      <TextInput label={texts.goesBy} description={texts.goesByHelp} {...field('goesBy')} />
      <TextInput label={texts.sayIt} description={texts.sayItHelp} {...field('sayIt')} />
      <TextInput label={texts.aliases} description={texts.aliasesHelp} {...field('aliases')} />
    </Section>
  );
};

const BirthFields = ({ draft, onChange, errors, today, basicOnly }: ClientFieldsProps) => {
  const { form: texts } = useTexts().clients;
  const age = ageOn(draft.dob, today);
  const bands = Object.entries(texts.ageBands);
  return (
    <Section title={texts.birth}>
      {!basicOnly && (
        <>
          <DayInput
            label={texts.dob}
            name="dob"
            value={draft.dob}
            onChange={(dob) => onChange({ dob })}
            remark={age === null ? undefined : age < 0 ? texts.inFuture : texts.yearsOld(age)}
            error={errors.dob}
          />
          <CodeSelect
            label={texts.dobQuality}
            codes={[1, 2]}
            names={texts.dobQualities}
            none={draft.dob ? texts.asTyped(texts.dobQualities[1] ?? '') : texts.notAsked}
            value={draft.dobDataQuality}
            onChange={(dobDataQuality) => onChange({ dobDataQuality })}
          />
        </>
      )}
      {!draft.dob && (
        <NativeSelect
          label={texts.ageBand}
          description={texts.ageBandHelp}
          name="ageBand"
          inputWrapperOrder={belowInput}
          value={draft.ageBand}
          error={errors.ageBand ?? errors.ageFrom ?? errors.ageTo}
          onChange={(event) => onChange({ ageBand: event.currentTarget.value })}
        >
          <option value="">{texts.notAsked}</option>
          {bands.map(([band, name]) => (
            <option key={band} value={band}>
              {name}
            </option>
          ))}
          {draft.ageBand && !texts.ageBands[draft.ageBand] && (
            <option value={draft.ageBand}>{draft.ageBand}</option>
          )}
        </NativeSelect>
      )}
    </Section>
  );
};

const ContactFields = (props: ClientFieldsProps) => {
  const { form: texts } = useTexts().clients;
  const { draft, onChange } = props;
  const field = textFieldOf(props);
  return (
    <Section title={texts.contact}>
      {!props.basicOnly && (
        <>
          <TextInput label={texts.phone} type="tel" {...field('phone')} />
          <SafeSelect
            label={texts.textIsSafe}
            value={draft.textIsSafe}
            onChange={(textIsSafe) => onChange({ textIsSafe })}
          />
          <SafeSelect
            label={texts.voicemailIsSafe}
            value={draft.voicemailIsSafe}
            onChange={(voicemailIsSafe) => onChange({ voicemailIsSafe })}
          />
        </>
      )}
      <TextInput label={texts.language} {...field('language')} />
      <Checkbox
        className={classes.check}
        label={texts.interpreter}
        checked={draft.interpreter}
        onChange={(event) => onChange({ interpreter: event.currentTarget.checked })}
      />
    </Section>
  );
};

const SafeSelect = (props: {
  label: string;
  value: boolean | null;
  onChange: (value: boolean | null) => void;
}) => {
  const { form: texts } = useTexts().clients;
  return (
    <NativeSelect
      label={props.label}
      value={props.value === null ? '' : String(props.value)}
      onChange={(event) =>
        props.onChange(event.currentTarget.value === '' ? null : event.currentTarget.value === 'true')
      }
    >
      <option value="">{texts.notAsked}</option>
      <option value="true">{texts.safe}</option>
      <option value="false">{texts.notSafe}</option>
    </NativeSelect>
  );
};

const IdentityFields = (props: ClientFieldsProps) => {
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
