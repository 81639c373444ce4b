import { Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { ageOn } from '../../contract/nights.ts';
import { useTexts } from '../texts/language.tsx';
import { DayInput } from '../ui/day-input.tsx';
import { nameQualityTyped } from './client-draft.ts';
import { belowInput, type ClientFieldsProps, Section, textFieldOf } from './client-field-parts.tsx';
import classes from './client-fields.module.css';
import { CodeSelect } from './code-select.tsx';
import { IdentityFields } from './identity-fields.tsx';

/** HUD's FY2026 client elements, and what a desk needs to greet and reach a person. */
export const ClientFieldsForm = (props: ClientFieldsProps) => (
  <div className={classes.form}>
    <NameFields {...props} />
    <BirthFields {...props} />
    <ContactFields {...props} />
    {!props.basicOnly && <IdentityFields {...props} />}
  </div>
);

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
      {!props.basicOnly && (
        <TextInput label={texts.aliases} description={texts.aliasesHelp} {...field('aliases')} />
      )}
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
