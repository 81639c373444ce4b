import { Button } from '@mantine/core';
import { IconScan, IconSearch } from '@tabler/icons-react';
import { useTexts } from '../texts/language.tsx';
import type { ListName } from './lists.ts';
import classes from './phone-bar.module.css';

/** At a phone's foot, in reach of the thumb: scan the slip, or find by name. */
export const PhoneBar = ({ onScan, onFind }: { onScan: () => void; onFind: () => void }) => {
  const { find } = useTexts().facilities;
  return (
    <div className={classes.bar}>
      <Button leftSection={<IconScan size={20} stroke={1.8} aria-hidden />} onClick={onScan}>
        {find.scan}
      </Button>
      <Button
        variant="default"
        leftSection={<IconSearch size={20} stroke={1.8} aria-hidden />}
        onClick={onFind}
      >
        {find.byName}
      </Button>
    </div>
  );
};

interface PhoneTabsProps {
  list: ListName;
  showsBeds: boolean;
  onList: (list: ListName) => void;
  onBeds: () => void;
}

/** On a phone one thing shows at a time: who is expected, who is in house, or the beds. */
export const PhoneTabs = ({ list, showsBeds, onList, onBeds }: PhoneTabsProps) => {
  const { lists } = useTexts().facilities;
  const tab = (label: string, pressed: boolean, onPress: () => void) => (
    <button type="button" className={classes.tab} aria-pressed={pressed} onClick={onPress}>
      {label}
    </button>
  );
  return (
    <nav className={classes.tabs} aria-label={lists.tabs}>
      {tab(lists.expected, !showsBeds && list === 'expected', () => onList('expected'))}
      {tab(lists.inHouse, !showsBeds && list === 'in_house', () => onList('in_house'))}
      {tab(lists.beds, showsBeds, onBeds)}
    </nav>
  );
};
