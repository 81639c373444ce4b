import { Button } from '@mantine/core';
import { Refused } from '../api.ts';
import { NotDoneFrame } from '../shell/not-done-frame.tsx';
import { useTexts } from '../texts/language.tsx';
import classes from './refused-act.module.css';
import type { Desk } from './use-desk.ts';

/** Why giving or checking in was not done, with the next step. What was chosen stays. */
export const RefusedAct = ({ desk, onOverride }: { desk: Desk; onOverride: () => void }) => {
  const { refused } = useTexts().facilities;
  const { giving, party } = desk;
  if (!giving.notDone || !party) return null;
  const { last } = giving;
  const again = () => {
    giving.dismiss();
    desk.start(party, (last?.arrivals.length ?? 0) > 0);
  };
  const changed = giving.notDone instanceof Refused && giving.notDone.reply.code === 'changed_meanwhile';
  const title =
    last && last.arrivals.length > 0 ? refused.notIn(party.main.name) : refused.notGiven(party.main.name);
  return (
    <div className={classes.refused}>
      <NotDoneFrame
        notDone={giving.notDone}
        combination={giving.combination}
        title={title}
        onDismiss={giving.dismiss}
        onAgain={again}
        acts={{
          ...(!changed && { reload: giving.dismiss }),
          override: () => {
            giving.dismiss();
            onOverride();
          },
          walk_in: () => {
            giving.dismiss();
            const { clientId, name } = party.main;
            desk.setTakesIn({ picked: { clientId, name }, joins: null });
          },
          other_place: () => {
            giving.dismiss();
            desk.setPlacesOpen(true);
          },
        }}
      >
        {changed && (
          <>
            <p className={classes.changed}>{refused.changedWhy}</p>
            <Button onClick={again}>{refused.again}</Button>
          </>
        )}
      </NotDoneFrame>
    </div>
  );
};
