import { useState } from 'react';
import type { Combination } from '../../contract/accounts.ts';
import { type Acting, actingOf, isSameActing } from './combination.ts';
import { switchCombination, useCombination } from './session.tsx';

/** The combination a form was opened under, and whether it is still the one in force. */
export interface FormCombination {
  opened: Acting | null;
  openedAs: Combination | null;
  inForce: Combination | null;
  /** The form must not be saved now: give it to useAct, and NotDoneFrame offers to switch back. */
  differs: boolean;
  switchBack: () => void;
}

/** Remembers under which workgroup and organization this form was begun. */
export const useFormCombination = (): FormCombination => {
  const inForce = useCombination();
  const [openedAs] = useState(inForce);
  const opened = openedAs && actingOf(openedAs);
  return {
    opened,
    openedAs,
    inForce,
    differs: !isSameActing(opened, inForce && actingOf(inForce)),
    switchBack: () => {
      if (opened) void switchCombination(opened).catch(() => undefined);
    },
  };
};
