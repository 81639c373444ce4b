import { NativeSelect } from '@mantine/core';
import { useTexts } from '../texts/language.tsx';

interface CodeSelectProps<Code extends number> {
  label: string;
  description?: string;
  /** Codes that are facts, in order. */
  codes: readonly Code[];
  names: Record<number, string>;
  value: Code | 8 | 9 | 99 | null;
  onChange: (value: Code | 8 | 9 | 99 | null) => void;
  /** The first line: what no choice means. */
  none?: string;
  /** Whether 8 and 9 are offered. */
  ownWords?: boolean;
}

/** One of HUD's codes. 8 and 9 stand apart as the client's own words; 99 is kept where it came so, never offered. */
export const CodeSelect = <Code extends number>(props: CodeSelectProps<Code>) => {
  const { form: texts } = useTexts().clients;
  const { ownWords = true } = props;
  return (
    <NativeSelect
      label={props.label}
      description={props.description}
      value={props.value ?? ''}
      onChange={(event) => {
        const chosen = event.currentTarget.value;
        props.onChange(chosen === '' ? null : (Number(chosen) as Code | 8 | 9 | 99));
      }}
    >
      <option value="">{props.none ?? texts.notAsked}</option>
      {props.codes.map((code) => (
        <option key={code} value={code}>
          {props.names[code]}
        </option>
      ))}
      {ownWords && (
        <optgroup label={texts.ownWords}>
          <option value={8}>{props.names[8]}</option>
          <option value={9}>{props.names[9]}</option>
        </optgroup>
      )}
      {props.value === 99 && <option value={99}>{props.names[99]}</option>}
    </NativeSelect>
  );
};
