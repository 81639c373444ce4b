import { IconDoorExit } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { undoCheckOut } from '../../contract/departures.ts';
import type { Reply } from '../../contract/endpoint.ts';
import { type saveExit, undoExit } from '../../contract/exits.ts';
import { call } from '../api.ts';
import { useClient } from '../clients/client-query.ts';
import { pathTo } from '../paths.ts';
import { clientKey, facilityKey } from '../query.ts';
import { UndoSteps } from '../shell/undo-steps.tsx';
import { useFormats } from '../texts/formats.ts';
import { useTexts } from '../texts/language.tsx';
import { DoorButton } from '../ui/door.tsx';
import classes from './intake.module.css';
import type { StayToExit } from './use-exit-forms.ts';

type Exits = Reply<typeof saveExit>['exits'];

interface ExitDoneProps {
  exits: Exits;
  stay: StayToExit;
  onUndone: () => void;
}

/** What has ended, and for ten seconds the way back: each stay, which takes its exit back with it, or the exit alone. */
export const ExitDone = ({ exits, stay, onUndone }: ExitDoneProps) => {
  const { exits: words } = useTexts();
  const { client } = useClient();
  const formats = useFormats();
  const heading = useRef<HTMLHeadingElement>(null);
  const [undoable, setUndoable] = useState(true);
  useEffect(() => heading.current?.focus(), []);
  const nameOf = (clientId: number) => stay.members.find((m) => m.clientId === clientId)?.name ?? '';
  return (
    <div className={classes.choice}>
      <h2 ref={heading} tabIndex={-1} className={classes.name}>
        {words.done(exits.length)}
      </h2>
      <p className={classes.about}>{words.at(stay.name)}</p>
      <ul className={classes.choices}>
        {exits.map((exit) => (
          <li key={exit.enrollmentId} className={classes.ended}>
            <IconDoorExit size={18} aria-hidden />
            <span className={classes.facility}>{nameOf(exit.clientId)}</span>
            <span className={classes.about}>
              {exit.exitDate ? words.doneOn(formats.nightLong(exit.exitDate)) : words.neverBegan}
            </span>
          </li>
        ))}
      </ul>
      <DoorButton to={pathTo('client', { clientId: client.id })}>{words.toClient}</DoorButton>
      <UndoSteps
        done={undoable ? { text: words.done(exits.length), isSaid: true, steps: stepsOf(exits) } : null}
        touches={[
          ...exits.map((e) => clientKey(e.clientId)),
          ...(stay.facilityId ? [facilityKey(stay.facilityId)] : []),
          ['tonight'],
          ['attention'],
        ]}
        undone={words.undone}
        notUndone={words.notUndone}
        onUndone={onUndone}
        onGone={() => setUndoable(false)}
      />
    </div>
  );
};

const stepsOf = (exits: Exits) =>
  exits
    .toReversed()
    .flatMap(({ enrollmentId, guestIds }) =>
      guestIds.length > 0
        ? guestIds.map((id) => () => call(undoCheckOut, { params: { id } }) as Promise<unknown>)
        : [() => call(undoExit, { params: { id: enrollmentId } }) as Promise<unknown>],
    );
