import { Button, Radio, TextInput } from '@mantine/core';
import { IconMoodSmile } from '@tabler/icons-react';
import { useState } from 'react';
import { type CensusDifference, type Settlement, settleDifference } from '../../contract/census.ts';
import type { FacilitySummary } from '../../contract/facilities.ts';
import { addDays } from '../../contract/nights.ts';
import { useFormCombination } from '../accounts/form-combination.ts';
import { facilityKey, useAct } from '../query.ts';
import { readNight } from '../reservations/night-reading.ts';
import { useCalendarWords } from '../reservations/stay-dates.tsx';
import { NotDoneFrame } from '../shell/not-done-frame.tsx';
import { useTexts } from '../texts/language.tsx';
import { announce } from '../ui/announce.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { NightInput } from '../ui/night-input.tsx';
import { Panel } from '../ui/panel.tsx';
import classes from './census.module.css';

interface DifferencesProps {
  facility: FacilitySummary;
  differences: CensusDifference[];
}

/** Where a count and the board disagree, each with the acts that put it right. */
export const CensusDifferences = ({ facility, differences }: DifferencesProps) => {
  const { census: texts } = useTexts().shift;
  return (
    <Panel title={texts.differences}>
      {differences.length === 0 ? (
        <EmptyState
          icon={<IconMoodSmile size={26} stroke={1.6} aria-hidden />}
          title={texts.noDifferences}
          why={texts.noDifferencesWhy}
        />
      ) : (
        <ul className={classes.differences}>
          {differences.map((difference) => (
            <Difference key={difference.id} {...{ facility, difference }} />
          ))}
        </ul>
      )}
    </Panel>
  );
};

const useSay = () => {
  const { census: texts } = useTexts().shift;
  return (d: CensusDifference) => ({
    what: [d.bedLabel, d.name].filter(Boolean).join(', ') || texts.expected.heads,
    found:
      d.found === 'heads'
        ? texts.foundHeads
        : d.found === 'somebody_else' && d.expected === 'nobody'
          ? texts.foundSomebody
          : texts.found[d.found],
  });
};

const Difference = ({
  facility,
  difference,
}: {
  facility: FacilitySummary;
  difference: CensusDifference;
}) => {
  const { census: texts } = useTexts().shift;
  const { door } = useTexts().facilities;
  const calendar = useCalendarWords();
  const { what, found } = useSay()(difference);
  const [as, setAs] = useState<Settlement | ''>('');
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState(addDays(facility.tonight, 1));
  const [lacking, setLacking] = useState(false);
  const combination = useFormCombination();
  const { act, busy, notDone, dismiss } = useAct(settleDifference, {
    combination,
    touches: () => [facilityKey(facility.id), ['tonight']],
    onDone: () => announce(texts.settled),
  });
  const settle = () => {
    setLacking(true);
    if (as && reason.trim())
      act({ params: { id: difference.id }, body: { as, reason, ...(as === 'on_leave' && { until }) } });
  };
  return (
    <li className={classes.difference}>
      <p>
        <strong>{what}</strong>
        {difference.roomName && <span className={classes.said}>{difference.roomName}</span>}
      </p>
      <p>
        {difference.found !== 'heads' && `${texts.says(texts.expected[difference.expected])}; `}
        <strong>{texts.foundWas(found)}</strong>
        {difference.note && ` · ${difference.note}`}
      </p>
      <Radio.Group
        aria-label={texts.how(what)}
        value={as}
        error={lacking && !as && texts.howMissing}
        onChange={(value) => setAs(value as Settlement)}
      >
        <div className={classes.ways}>
          {difference.settlements.map((way) => (
            <Radio key={way} value={way} label={texts.settlements[way]} />
          ))}
        </div>
      </Radio.Group>
      {as === 'on_leave' && (
        <NightInput
          label={door.firstBack}
          value={until}
          earliest={addDays(facility.tonight, 1)}
          read={(typed) => readNight(typed, facility.tonight)}
          words={calendar(door.firstBack)}
          onChange={setUntil}
        />
      )}
      <div className={classes.settle}>
        <TextInput
          aria-label={`${texts.reason}: ${what}`}
          placeholder={texts.reason}
          maxLength={300}
          value={reason}
          error={lacking && !reason.trim() && texts.reasonMissing}
          onChange={(event) => setReason(event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Enter' && settle()}
        />
        <Button loading={busy} variant="default" aria-label={`${texts.settle}: ${what}`} onClick={settle}>
          {texts.settle}
        </Button>
      </div>
      <NotDoneFrame
        {...{ notDone, combination }}
        title={texts.notSettled}
        onDismiss={dismiss}
        onAgain={settle}
      />
    </li>
  );
};
