import { useState } from 'react';
import { addDays, type Night } from '../../contract/nights.ts';
import { Screen } from '../shell/screen.tsx';
import { DayInput } from '../ui/day-input.tsx';
import { BarReport } from './bar-report.tsx';
import { useBarTexts } from './bar-texts.ts';
import classes from './bars.module.css';

/** What the bars of all shelters cost, for the administration: by reason and days, small counts not told apart. */
export const BarReportScreen = () => {
  const { report: texts } = useBarTexts();
  const today = new Date().toISOString().slice(0, 10);
  const [from, setFrom] = useState<Night | null>(`${today.slice(0, 4)}-01-01`);
  const [last, setLast] = useState<Night | null>(today);
  return (
    <Screen title={texts.ofAll} about={texts.aboutAll}>
      <div className={classes.page}>
        <div className={classes.pair}>
          <DayInput label={texts.firstDay} value={from} onChange={setFrom} />
          <DayInput label={texts.lastDay} value={last} onChange={setLast} />
        </div>
        {from && last && <BarReport from={from} to={addDays(last, 1)} />}
      </div>
    </Screen>
  );
};
