import { Button, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import classes from './administration.module.css';

interface ListBarProps {
  filter: string;
  onFilter: (text: string) => void;
  label: string;
  /** The button that shows rows that have ended or were closed; left out where there are none. */
  ended?: { shown: boolean; toggle: () => void; text: string } | undefined;
}

/** Above a list: filter it as you type, and show what has ended. */
export const ListBar = ({ filter, onFilter, label, ended }: ListBarProps) => (
  <div className={classes.bar}>
    <TextInput
      className={classes.grow}
      label={label}
      leftSection={<IconSearch size={16} aria-hidden />}
      value={filter}
      onChange={(event) => onFilter(event.currentTarget.value)}
      autoComplete="off"
    />
    {ended && (
      <Button variant="default" aria-pressed={ended.shown} onClick={ended.toggle}>
        {ended.text}
      </Button>
    )}
  </div>
);

/** Whether every word of the filter is somewhere in the texts of a row. */
export const fits = (filter: string, ...texts: (string | null | undefined)[]): boolean => {
  const row = texts.filter(Boolean).join(' ').toLowerCase();
  return filter
    .toLowerCase()
    .split(/\s+/)
    .every((word) => row.includes(word));
};
