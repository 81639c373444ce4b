import { Button, NativeSelect } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { addDays, earlierOf, laterOf, type Night } from '../../contract/nights.ts';
import { Screen } from '../shell/screen.tsx';
import { useFormats } from '../texts/formats.ts';
import { BarReport, type Span, useBarReport } from './bar-report.tsx';
import { useBarTexts } from './bar-texts.ts';
import classes from './bars.module.css';

/** What the bars of all shelters cost, for who issues none: by months that are over, small counts not told apart. */
export const BarReportScreen = () => {
  const { report: texts } = useBarTexts();
  const usual = useBarReport().data;
  const [span, setSpan] = useState<Span>();
  return (
    <Screen title={texts.ofAll} about={texts.aboutAll}>
      <div className={classes.page}>
        {usual && <Months usual={usual} onShow={setSpan} />}
        <BarReport {...(span && { span })} />
      </div>
    </Screen>
  );
};

const firstOf = (day: Night): Night => `${day.slice(0, 7)}-01`;
const howFarBack = 36;

/** The months that are over before a day, the newest first. */
const monthsBefore = (day: Night): Night[] => {
  const months: Night[] = [];
  for (let to = day; months.length < howFarBack; to = months.at(-1)!) months.push(firstOf(addDays(to, -1)));
  return months;
};

const Months = ({ usual, onShow }: { usual: Span; onShow: (span: Span) => void }) => {
  const { report: texts } = useBarTexts();
  const formats = useFormats();
  const [first, setFirst] = useState(usual.from);
  const [last, setLast] = useState(firstOf(addDays(usual.to, -1)));
  const months = monthsBefore(usual.to).map((month) => ({ value: month, label: formats.month(month) }));
  const show = (event: FormEvent) => {
    event.preventDefault();
    const from = earlierOf(first, last);
    onShow({ from, to: firstOf(addDays(laterOf(first, last), 31)) });
  };
  return (
    <form className={classes.months} onSubmit={show}>
      <NativeSelect
        label={texts.firstMonth}
        value={first}
        data={months}
        onChange={(event) => setFirst(event.currentTarget.value)}
      />
      <NativeSelect
        label={texts.lastMonth}
        value={last}
        data={months}
        onChange={(event) => setLast(event.currentTarget.value)}
      />
      <Button type="submit" variant="default">
        {texts.show}
      </Button>
    </form>
  );
};
