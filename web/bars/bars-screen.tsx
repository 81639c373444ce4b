import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { IconCalendarCheck, IconOctagonMinus } from '@tabler/icons-react';
import { useState } from 'react';
import {
  type BarOnRoom,
  declareExtremeWeather,
  endExtremeWeather,
  type listBars,
} from '../../contract/bars.ts';
import type { Reply } from '../../contract/endpoint.ts';
import { addDays } from '../../contract/nights.ts';
import { useFormCombination } from '../accounts/form-combination.ts';
import { useCombination } from '../accounts/session.tsx';
import { FormDialog } from '../administration/form-dialog.tsx';
import { pathTo } from '../paths.ts';
import { useAct } from '../query.ts';
import { Loaded } from '../shell/loaded.tsx';
import { NotDoneFrame } from '../shell/not-done-frame.tsx';
import { Screen } from '../shell/screen.tsx';
import { useFormats } from '../texts/formats.ts';
import { useTexts } from '../texts/language.tsx';
import { announce } from '../ui/announce.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { DayInput } from '../ui/day-input.tsx';
import { Door } from '../ui/door.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Panel } from '../ui/panel.tsx';
import { barsKey, useBars } from './bar-query.ts';
import { BarReport } from './bar-report.tsx';
import { useBarNights, useBarTexts } from './bar-texts.ts';
import classes from './bars.module.css';

type List = Reply<typeof listBars>;
type Tab = 'force' | 'review' | 'notice' | 'appeals' | 'over';
const tabs: readonly Tab[] = ['force', 'review', 'notice', 'appeals', 'over'];

const isOver = (bar: BarOnRoom) => bar.state === 'ended' || bar.state === 'lifted';
const isOn: Record<Tab, (bar: BarOnRoom, tonight: string) => boolean> = {
  force: (bar) => !isOver(bar),
  review: (bar, tonight) => !isOver(bar) && bar.reviewOn !== null && bar.reviewOn <= tonight,
  notice: (bar) => !isOver(bar) && bar.noticeDue !== null,
  appeals: (bar) => bar.appeal !== null,
  over: isOver,
};

/** The bars of the own organization: in force, to review, not told yet, appealed, over. */
export const BarsScreen = () => {
  const { list: texts } = useBarTexts();
  const { notShelter, notShelterWhy } = useTexts().facilities.list;
  const combination = useCombination();
  if (combination?.workgroup !== 'emergency_shelter_staff') {
    return (
      <Screen title={texts.title} plain>
        <EmptyState title={notShelter} why={notShelterWhy} />
      </Screen>
    );
  }
  return (
    <Screen title={texts.title} about={texts.about(combination.homeOrganization.name)}>
      <Lists supervisor={combination.supervisor} />
    </Screen>
  );
};

const Lists = ({ supervisor }: { supervisor: boolean }) => {
  const query = useBars();
  return (
    <Loaded query={query}>
      {(list) => (
        <div className={classes.page}>
          <Bars list={list} />
          <Weather list={list} supervisor={supervisor} />
          <BarReport />
        </div>
      )}
    </Loaded>
  );
};

const Bars = ({ list }: { list: List }) => {
  const { list: texts } = useBarTexts();
  const { reasons } = useTexts().clients.bars;
  const nights = useBarNights();
  const [tab, setTab] = useState<Tab>('force');
  const on = (of: Tab) => list.bars.filter((bar) => isOn[of](bar, list.tonight));
  const bars = on(tab);
  return (
    <section aria-label={texts.title} className={classes.part}>
      <SegmentedControl
        transitionDuration={0}
        className={classes.tabs}
        aria-label={texts.show}
        value={tab}
        onChange={(next) => setTab(next as Tab)}
        data={tabs.map((of) => ({ value: of, label: `${texts.tabs[of]} ${on(of).length}` }))}
      />
      <div className={classes.sheet}>
        {bars.length === 0 ? (
          <EmptyState
            icon={<IconCalendarCheck size={24} stroke={1.5} aria-hidden />}
            title={texts.none[tab]}
            why={tab === 'force' ? texts.noneWhy : undefined}
          />
        ) : (
          <DataTable
            name={texts.tabs[tab]}
            rows={bars}
            rowKey={(bar) => bar.id}
            columns={[
              {
                head: texts.person,
                cell: (bar) => (
                  <span className={classes.strong}>
                    <Door to={pathTo('bar', { barId: bar.id })}>{bar.client.name}</Door>
                    {bar.client.goesBy && ` “${bar.client.goesBy}”`}
                  </span>
                ),
              },
              {
                head: texts.reason,
                cell: (bar) => (
                  <span>
                    {reasons[bar.reasonCode] ?? bar.reasonCode}
                    <BarStateLine state={bar.state} />
                  </span>
                ),
              },
              { head: texts.where, cell: (bar) => bar.facilityName ?? texts.all },
              { head: texts.nights, cell: nights },
              { head: texts.next, cell: (bar) => <Waits bar={bar} tonight={list.tonight} /> },
            ]}
          />
        )}
      </div>
    </section>
  );
};

/** Where a bar stands: an icon and a word. */
export const BarStateLine = ({ state }: { state: string }) => {
  const { states } = useBarTexts();
  return (
    <span className={state === 'in_force' ? classes.inForce : classes.second}>
      {state === 'in_force' && <IconOctagonMinus size={14} aria-hidden />} {states[state]}
    </span>
  );
};

const Waits = ({ bar, tonight }: { bar: BarOnRoom; tonight: string }) => {
  const { list: texts } = useBarTexts();
  const formats = useFormats();
  const { noticeDue: due, reviewOn, appeal } = bar;
  if (isOver(bar) && !appeal) return null;
  const lines = [
    ...(due && !isOver(bar) ? [(due < tonight ? texts.noticeLate : texts.noticeBy)(formats.night(due))] : []),
    ...(reviewOn && !isOver(bar)
      ? [(reviewOn <= tonight ? texts.reviewLate : texts.review)(formats.nightLong(reviewOn))]
      : []),
    ...(appeal
      ? [
          appeal.hearingAt
            ? texts.hearing(formats.instant(appeal.hearingAt), appeal.reviewer ?? texts.noReviewer)
            : texts.hearingOpen,
        ]
      : []),
  ];
  if (lines.length === 0) return <span className={classes.dim}>{texts.nothing}</span>;
  return (
    <ul>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
};

const Weather = ({ list, supervisor }: { list: List; supervisor: boolean }) => {
  const { weather: texts } = useBarTexts();
  const formats = useFormats();
  const combination = useFormCombination();
  const [declaring, setDeclaring] = useState(false);
  const end = useAct(endExtremeWeather, {
    combination,
    touches: () => [barsKey],
    onDone: () => announce(texts.ended),
  });
  return (
    <Panel
      title={texts.title}
      act={
        supervisor && (
          <Button variant="default" size="compact-sm" onClick={() => setDeclaring(true)}>
            {texts.declare}
          </Button>
        )
      }
      padded
    >
      <p className={classes.dim}>{texts.why}</p>
      {list.weather.length === 0 && <p>{texts.none}</p>}
      <ul>
        {list.weather.map((w) => (
          <li key={w.id} className={classes.line}>
            <span>
              <strong>
                {formats.night(w.beginDate)} – {formats.night(w.endDate)}
              </strong>{' '}
              · {w.reason}
              {w.declaredBy && ` · ${texts.by(w.declaredBy)}`}
            </span>
            {supervisor && (
              <Button
                variant="default"
                size="compact-sm"
                disabled={end.busy}
                onClick={() => end.act({ params: { id: w.id } })}
              >
                {texts.end}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <NotDoneFrame
        notDone={end.notDone}
        title={texts.notEnded}
        combination={combination}
        onDismiss={end.dismiss}
      />
      {declaring && <DeclareDialog tonight={list.tonight} onClose={() => setDeclaring(false)} />}
    </Panel>
  );
};

const DeclareDialog = ({ tonight, onClose }: { tonight: string; onClose: () => void }) => {
  const { weather: texts, change } = useBarTexts();
  const combination = useFormCombination();
  const [beginDate, setBegin] = useState<string | null>(tonight);
  const [endDate, setEnd] = useState<string | null>(addDays(tonight, 1));
  const [reason, setReason] = useState('');
  const [lacking, setLacking] = useState(false);
  const declare = useAct(declareExtremeWeather, {
    combination,
    touches: () => [barsKey],
    onDone: ({ suspended }) => {
      announce(texts.declared(suspended));
      onClose();
    },
  });
  return (
    <FormDialog
      title={texts.title}
      save={texts.declare}
      busy={declare.busy}
      onClose={onClose}
      onSave={() => {
        if (beginDate && endDate && reason.trim())
          declare.act({ body: { beginDate, endDate, reason: reason.trim() } });
        else setLacking(true);
      }}
      onLacking={() => setLacking(true)}
      frame={
        <NotDoneFrame
          notDone={declare.notDone}
          title={texts.notDeclared}
          combination={combination}
          onDismiss={declare.dismiss}
        />
      }
    >
      <p className={classes.dim}>{texts.why}</p>
      <TextInput
        label={texts.reason}
        description={texts.reasonHelp}
        data-autofocus
        maxLength={200}
        value={reason}
        error={lacking && !reason.trim() && change.missing}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <DayInput needed label={texts.from} value={beginDate} onChange={setBegin} />
      <DayInput needed label={texts.until} value={endDate} onChange={setEnd} />
    </FormDialog>
  );
};
