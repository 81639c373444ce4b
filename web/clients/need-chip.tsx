import {
  IconArrowBarToDown,
  IconDisabled,
  IconGenderFemale,
  IconGenderMale,
  IconPlug,
  IconShieldHeart,
  IconUserShield,
} from '@tabler/icons-react';
import { useTexts } from '../texts/language.tsx';
import classes from './person-header.module.css';
import type { namedNeeds } from './person-words.ts';

const icons = {
  men: IconGenderMale,
  women: IconGenderFemale,
  safest: IconShieldHeart,
  lowerBunk: IconArrowBarToDown,
  accessible: IconDisabled,
  power: IconPlug,
  nearStaff: IconUserShield,
};

/** One need that seating reads. */
export const NeedChip = ({ need }: { need: ReturnType<typeof namedNeeds>[number] }) => {
  const { needs } = useTexts().clients.person;
  const Icon = icons[need];
  return (
    <span className={`${classes.chip} ${classes.need}`}>
      <Icon size={15} aria-hidden />
      {needs[need]}
    </span>
  );
};
