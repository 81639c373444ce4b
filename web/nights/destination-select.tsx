import { NativeSelect } from '@mantine/core';
import { useTexts } from '../texts/language.tsx';

/** HUD 3.12 in plain words, in the order in which people are most often asked. 8 and 9 are the client's own words. */
const codes = [
  ...[30, 422, 423, 312, 313, 410, 435, 411, 421, 302, 101, 116, 314, 329, 332, 205, 206, 204, 225, 215, 207],
  ...[118, 17, 37, 24],
];
const ownWords = [8, 9];

interface DestinationSelectProps {
  label: string;
  /** Shown above the field; else only read aloud. */
  labelled?: boolean;
  /** Read aloud instead of the label, where several stand below each other. */
  ariaLabel?: string;
  description?: string;
  value: number;
  onChange: (code: number) => void;
}

/** Where somebody goes who leaves for good. */
export const DestinationSelect = (props: DestinationSelectProps) => {
  const { nights: texts } = useTexts();
  return (
    <NativeSelect
      {...(props.labelled && { label: props.label })}
      aria-label={props.ariaLabel ?? (props.labelled ? undefined : props.label)}
      description={props.description}
      value={props.value}
      onChange={(event) => props.onChange(Number(event.currentTarget.value))}
    >
      {codes.map((code) => (
        <option key={code} value={code}>
          {texts.destinations[code]}
        </option>
      ))}
      <optgroup label={texts.ownWords}>
        {ownWords.map((code) => (
          <option key={code} value={code}>
            {texts.destinations[code]}
          </option>
        ))}
      </optgroup>
    </NativeSelect>
  );
};
