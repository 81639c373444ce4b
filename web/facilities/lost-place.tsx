import { Button } from '@mantine/core';
import { seatWithoutPlace } from '../../contract/displacement.ts';
import { useFormCombination } from '../accounts/form-combination.ts';
import { useCombination } from '../accounts/session.tsx';
import { facilityKey, useAct } from '../query.ts';
import { NotDoneFrame } from '../shell/not-done-frame.tsx';
import { useTexts } from '../texts/language.tsx';
import classes from './other-places.module.css';

/** A promise whose bed was closed: a supervisor has a place looked for again, for everybody here who has none. */
export const LostPlace = ({ facilityId }: { facilityId: number }) => {
  const { lost } = useTexts().facilities;
  const supervisor = useCombination()?.supervisor === true;
  const combination = useFormCombination();
  const { act, busy, notDone, dismiss } = useAct(seatWithoutPlace, {
    combination,
    touches: () => [facilityKey(facilityId)],
  });
  const look = () => act({ params: { id: facilityId } });
  return (
    <div className={classes.others}>
      <NotDoneFrame {...{ notDone, combination }} title={lost.notSeated} onDismiss={dismiss} onAgain={look} />
      <div className={classes.line}>
        {supervisor && (
          <Button variant="default" size="compact-sm" loading={busy} onClick={look}>
            {lost.look}
          </Button>
        )}
        <p className={classes.summary}>{supervisor ? lost.orMove : lost.askSupervisor}</p>
      </div>
    </div>
  );
};
