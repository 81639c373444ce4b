import { useState } from 'react';
import { actingOf, type FormCombination, isSameActing } from './combination.ts';
import { switchCombination, useCombination } from './session.tsx';

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
