import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { type Ending, keepEnrollmentOpen, readExits, undoExit } from '../../contract/exits.ts';
import { useFormCombination } from '../accounts/form-combination.ts';
import { pathTo } from '../paths.ts';
import { facilityKey, reading, useAct, useReadEachMinute } from '../query.ts';
import { Loaded } from '../shell/loaded.tsx';
import { NotDoneFrame } from '../shell/not-done-frame.tsx';
import { Screen } from '../shell/screen.tsx';
import { useFormats } from '../texts/formats.ts';
import { useTexts } from '../texts/language.tsx';
import { announce } from '../ui/announce.tsx';
import { Door, DoorButton } from '../ui/door.tsx';
import { Panel } from '../ui/panel.tsx';
import { useFacilityId } from './facility-room.tsx';
import classes from './late.module.css';

/** What the clock ends and has ended at a shelter, to keep open or take back; and who is gone and enrolled still. */
export const ExitsScreen = () => {
  const { exits: words, nights } = useTexts();
  const { clock: texts } = words;
  const facilityId = useFacilityId();
  const combination = useFormCombination();
  const key = facilityKey(facilityId, 'exits');
  const query = useQuery(reading(key, readExits, { params: { id: facilityId } }));
  // The clock ends enrollments without any act.
  useReadEachMinute(key);
  const nameOf = (id: number) =>
    [...(query.data?.tomorrow ?? []), ...(query.data?.byItself ?? [])].find((e) => e.enrollmentId === id)
      ?.name ?? '';
  const touches = () => [facilityKey(facilityId), ['attention'], ['client']];
  const keep = useAct(keepEnrollmentOpen, {
    combination,
    touches,
    onDone: ({ id }) => announce(texts.kept(nameOf(id))),
  });
  const undo = useAct(undoExit, {
    combination,
    touches,
    onDone: ({ id }) => announce(texts.undone(nameOf(id))),
  });
  const { data } = query;
  return (
    <Screen
      title={data ? texts.title(data.facilityName) : words.title}
      about={data && (data.nights === null ? texts.aboutExtended : texts.about(data.nights))}
      act={
        <DoorButton to={pathTo('facility', { facilityId })} variant="default">
          {nights.morning.toTonight}
        </DoorButton>
      }
    >
      <Loaded query={query}>
        {(lists) => (
          <div className={classes.late}>
            {[keep, undo].map((tried, i) => (
              <NotDoneFrame
                key={i === 0 ? 'keep' : 'undo'}
                notDone={tried.notDone}
                title={texts.notDone}
                combination={combination}
                onDismiss={tried.dismiss}
              />
            ))}
            {lists.nights !== null && (
              <Endings
                title={texts.tomorrow}
                why={lists.tomorrow.length > 0 ? texts.tomorrowWhy : texts.noneTomorrow}
                rows={lists.tomorrow}
                act={(e) => (
                  <Button
                    variant="default"
                    disabled={keep.busy}
                    aria-label={texts.keepOf(e.name)}
                    onClick={() => keep.act({ params: { id: e.enrollmentId } })}
                  >
                    {texts.keep}
                  </Button>
                )}
              />
            )}
            {(lists.nights === null || lists.leftOpen.length > 0) && (
              <Endings
                title={texts.leftOpen}
                why={lists.leftOpen.length > 0 ? texts.leftOpenWhy : texts.noneLeftOpen}
                rows={lists.leftOpen}
                act={(e) => (
                  <DoorButton
                    variant="default"
                    to={pathTo('exit', { clientId: e.clientId })}
                    aria-label={texts.exitOf(e.name)}
                  >
                    {texts.exit}
                  </DoorButton>
                )}
              />
            )}
            {lists.nights !== null && (
              <Endings
                title={texts.byItself}
                why={lists.byItself.length > 0 ? texts.byItselfWhy : texts.noneByItself}
                rows={lists.byItself}
                act={(e) => (
                  <Button
                    variant="default"
                    disabled={undo.busy}
                    aria-label={texts.undoOf(e.name)}
                    onClick={() => undo.act({ params: { id: e.enrollmentId } })}
                  >
                    {texts.undo}
                  </Button>
                )}
              />
            )}
          </div>
        )}
      </Loaded>
    </Screen>
  );
};

interface EndingsProps {
  title: string;
  why: string;
  rows: Ending[];
  act: (ending: Ending) => ReactNode;
}

const Endings = ({ title, why, rows, act }: EndingsProps) => {
  const { clock: texts } = useTexts().exits;
  const formats = useFormats();
  const about = (e: Ending) =>
    [
      e.lastNight && texts.lastNight(formats.nightLong(e.lastNight)),
      e.exitDate && texts.ended(formats.nightLong(e.exitDate)),
    ].filter(Boolean);
  return (
    <Panel title={title}>
      <p className={classes.ask}>{why}</p>
      <ul>
        {rows.map((e) => (
          <li key={e.enrollmentId} className={classes.row}>
            <div className={classes.who}>
              <p className={classes.name}>
                <Door to={pathTo('client', { clientId: e.clientId })}>{e.name}</Door>
              </p>
              <p className={classes.dim}>{[e.goesBy, ...about(e)].filter(Boolean).join(' · ')}</p>
            </div>
            {act(e)}
          </li>
        ))}
      </ul>
    </Panel>
  );
};
