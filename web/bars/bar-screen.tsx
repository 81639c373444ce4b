import { Button } from '@mantine/core';
import { useState } from 'react';
import { endOverride } from '../../contract/bars.ts';
import { useFormCombination } from '../accounts/form-combination.ts';
import { useCombination } from '../accounts/session.tsx';
import { pathTo } from '../paths.ts';
import { clientKey, useAct } from '../query.ts';
import { Loaded } from '../shell/loaded.tsx';
import { MissingRoom } from '../shell/missing-room.tsx';
import { NotDoneFrame } from '../shell/not-done-frame.tsx';
import { Screen } from '../shell/screen.tsx';
import { useFormats } from '../texts/formats.ts';
import { useTexts } from '../texts/language.tsx';
import { announce } from '../ui/announce.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { Door, DoorButton } from '../ui/door.tsx';
import { Panel } from '../ui/panel.tsx';
import {
  AppealDialog,
  type Bar,
  DecideDialog,
  HearingDialog,
  LiftDialog,
  NoticeDialog,
  OverrideDialog,
  ReviewDialog,
  ShortenDialog,
} from './bar-dialogs.tsx';
import { barsKey, useBar, useBarId } from './bar-query.ts';
import { useBarNights, useBarTexts } from './bar-texts.ts';
import classes from './bars.module.css';
import { BarStateLine } from './bars-screen.tsx';

/** One bar of the own organization: what was written down, notice, appeals, overrides, what it touches, its history. */
export const BarScreen = () => {
  const id = useBarId();
  return id === null ? <MissingRoom /> : <Read key={id} id={id} />;
};

const Read = ({ id }: { id: number }) => {
  const { page: texts } = useBarTexts();
  const query = useBar(id);
  return (
    <Screen title={texts.title} plain>
      <Loaded query={query}>{(bar) => <Shown bar={bar} />}</Loaded>
    </Screen>
  );
};

type Opened = 'notice' | 'lift' | 'shorten' | 'review' | 'override' | 'appeal';

const Shown = ({ bar }: { bar: Bar }) => {
  const texts = useBarTexts();
  const nights = useBarNights();
  const supervisor = useCombination()?.supervisor === true;
  const [opened, setOpened] = useState<Opened | null>(null);
  const close = () => setOpened(null);
  const isOver = bar.state === 'ended' || bar.state === 'lifted';
  const Dialog = opened && dialogs[opened];
  return (
    <div className={classes.page}>
      <div className={classes.part}>
        <h2 className={classes.name}>
          {bar.client.name}
          {bar.client.goesBy && ` “${bar.client.goesBy}”`}
        </h2>
        <p>
          {bar.facility?.name ?? `${bar.organizationName}: ${texts.list.all}`} · {nights(bar)}
        </p>
        <BarStateLine state={bar.state} />
        <div className={classes.buttons}>
          <DoorButton variant="default" to={pathTo('barLetter', { barId: bar.id })}>
            {texts.page.letter}
          </DoorButton>
          {supervisor && !isOver && (
            <>
              <Button variant="default" onClick={() => setOpened('override')}>
                {texts.change.override}
              </Button>
              {bar.endDate === null && (
                <Button variant="default" onClick={() => setOpened('review')}>
                  {texts.change.review}
                </Button>
              )}
              <Button variant="default" onClick={() => setOpened('shorten')}>
                {texts.change.shorten}
              </Button>
              <Button variant="default" onClick={() => setOpened('lift')}>
                {texts.change.lift}
              </Button>
            </>
          )}
        </div>
        <p>
          <Door to={pathTo('bars')}>{texts.page.back}</Door> ·{' '}
          <Door to={pathTo('clientBarList', { clientId: bar.client.id })}>{texts.page.clientBars}</Door>
        </p>
      </div>
      <Record bar={bar} />
      <Notice bar={bar} onRecord={() => setOpened('notice')} />
      <Appeals bar={bar} onFile={isOver ? null : () => setOpened('appeal')} />
      {bar.overrides.length > 0 && <Overrides bar={bar} supervisor={supervisor} />}
      <Touches bar={bar} />
      <History bar={bar} />
      {Dialog && <Dialog bar={bar} onClose={close} />}
    </div>
  );
};

const dialogs = {
  notice: NoticeDialog,
  lift: LiftDialog,
  shorten: ShortenDialog,
  review: ReviewDialog,
  override: OverrideDialog,
  appeal: AppealDialog,
};

const Record = ({ bar }: { bar: Bar }) => {
  const { page: texts, services } = useBarTexts();
  const { reasons } = useTexts().clients.bars;
  const formats = useFormats();
  const warning = bar.warning
    ? texts.warned(formats.instant(bar.warning.at), bar.warning.by ?? '–')
    : bar.withoutWarning
      ? texts.unwarned(bar.withoutWarning)
      : texts.noWarning;
  const facts: [string, string][] = [
    [texts.services, bar.services.map((s) => services[s] ?? s).join(', ')],
    ...(bar.incidentDate ? [[texts.incident, formats.nightLong(bar.incidentDate)] as [string, string]] : []),
    [texts.threat, bar.immediateThreat ? texts.yes : texts.no],
    [texts.suspendable, bar.suspendable ? texts.rests : texts.holds],
    [texts.warning, warning],
    [texts.issued, texts.by(formats.instantLong(bar.issuedAt), bar.issuedBy ?? '–')],
    [texts.told, bar.told ?? texts.toldNothing],
    [texts.blocked, String(bar.blocked)],
  ];
  return (
    <Panel title={reasons[bar.reasonCode] ?? bar.reasonCode} note={texts.onlyYours} padded>
      <div className={classes.fields}>
        <p className={classes.text}>{bar.narrative}</p>
        <dl className={classes.facts}>
          {facts.map(([fact, words]) => (
            <Fact key={fact} fact={fact} words={words} />
          ))}
        </dl>
      </div>
    </Panel>
  );
};

const Fact = ({ fact, words }: { fact: string; words: string }) => (
  <>
    <dt>{fact}</dt>
    <dd className={classes.text}>{words}</dd>
  </>
);

const Notice = ({ bar, onRecord }: { bar: Bar; onRecord: () => void }) => {
  const { notice: texts } = useBarTexts();
  const formats = useFormats();
  const { notice } = bar;
  const due =
    !notice.givenAt && notice.due
      ? (notice.due < bar.tonight ? texts.late : texts.due)(formats.night(notice.due))
      : null;
  return (
    <Panel
      title={texts.title}
      act={
        !notice.givenAt && (
          <Button variant="default" size="compact-sm" onClick={onRecord}>
            {texts.record}
          </Button>
        )
      }
      padded
    >
      {notice.givenAt && notice.how ? (
        <>
          <p>{texts.given(texts.ways[notice.how] ?? notice.how, notice.language ?? '')}</p>
          <p className={classes.dim}>
            {texts.givenBy(formats.instantLong(notice.givenAt), notice.givenBy ?? '–')}
          </p>
          {notice.note && <p className={classes.text}>{notice.note}</p>}
        </>
      ) : (
        <p className={classes.text}>{notice.whyNot ? texts.notYet(notice.whyNot) : texts.unknown}</p>
      )}
      {due && <p className={classes.late}>{due}</p>}
    </Panel>
  );
};

const Appeals = ({ bar, onFile }: { bar: Bar; onFile: (() => void) | null }) => {
  const { appeal: texts } = useBarTexts();
  const isOpen = bar.appeals.some((a) => !a.decidedAt);
  return (
    <Panel
      title={texts.title}
      act={
        onFile &&
        !isOpen && (
          <Button variant="default" size="compact-sm" onClick={onFile}>
            {texts.file}
          </Button>
        )
      }
      padded={bar.appeals.length === 0}
    >
      {bar.appeals.length === 0 ? (
        <p>{texts.none}</p>
      ) : (
        <ul>
          {bar.appeals.map((appeal) => (
            <OneAppeal key={appeal.id} bar={bar} appeal={appeal} />
          ))}
        </ul>
      )}
    </Panel>
  );
};

const OneAppeal = ({ bar, appeal }: { bar: Bar; appeal: Bar['appeals'][number] }) => {
  const { appeal: texts } = useBarTexts();
  const formats = useFormats();
  const [opened, setOpened] = useState<'hearing' | 'decide' | null>(null);
  const facts = [
    texts.filed(formats.nightLong(appeal.filedOn)),
    appeal.hearingAt ? texts.hearing(formats.instant(appeal.hearingAt)) : texts.noHearing,
    appeal.reviewer ? texts.reviewer(appeal.reviewer.name) : texts.noReviewer,
  ];
  return (
    <li className={classes.item}>
      <strong>{facts.join(' · ')}</strong>
      <p className={classes.text}>{appeal.words}</p>
      {appeal.outcome ? (
        <>
          <p className={classes.text}>
            <strong>{texts.outcomes[appeal.outcome]}.</strong> {appeal.decision}
          </p>
          <p>
            <Door to={pathTo('appealLetter', { barId: bar.id, appealId: appeal.id })}>{texts.letter}</Door>
          </p>
        </>
      ) : (
        <div className={classes.buttons}>
          <Button variant="default" size="compact-sm" onClick={() => setOpened('hearing')}>
            {texts.set}
          </Button>
          {appeal.mine ? (
            <Button size="compact-sm" onClick={() => setOpened('decide')}>
              {texts.decide}
            </Button>
          ) : (
            appeal.reviewer && <span className={classes.dim}>{texts.waits(appeal.reviewer.name)}</span>
          )}
        </div>
      )}
      {opened === 'hearing' && <HearingDialog bar={bar} appeal={appeal} onClose={() => setOpened(null)} />}
      {opened === 'decide' && <DecideDialog bar={bar} appeal={appeal} onClose={() => setOpened(null)} />}
    </li>
  );
};

const Overrides = ({ bar, supervisor }: { bar: Bar; supervisor: boolean }) => {
  const { change: texts } = useBarTexts();
  const formats = useFormats();
  const combination = useFormCombination();
  const end = useAct(endOverride, {
    combination,
    touches: () => [barsKey, clientKey(bar.client.id)],
    onDone: () => announce(texts.takenBack),
  });
  return (
    <Panel title={texts.overrides}>
      <ul>
        {bar.overrides.map((o) => (
          <li key={o.id} className={classes.item}>
            <span>
              <strong>
                {o.facilityName}, {formats.night(o.beginDate)} – {formats.night(o.endDate)}
              </strong>
              {o.madeBy && ` · ${o.madeBy}`}
              {o.endedAt && ` · ${texts.wasTakenBack}`}
            </span>
            <span className={classes.text}>{o.reason}</span>
            {supervisor && !o.endedAt && o.endDate > bar.tonight && (
              <div>
                <Button
                  variant="default"
                  size="compact-sm"
                  disabled={end.busy}
                  onClick={() => end.act({ params: { id: o.id } })}
                >
                  {texts.takeBack}
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
      <NotDoneFrame
        notDone={end.notDone}
        title={texts.notTakenBack}
        combination={combination}
        onDismiss={end.dismiss}
      />
    </Panel>
  );
};

const Touches = ({ bar }: { bar: Bar }) => {
  const { page: texts } = useBarTexts();
  const formats = useFormats();
  return (
    <Panel title={texts.touches} padded={bar.touches.length === 0}>
      {bar.touches.length === 0 ? (
        <p>{texts.touchesNone}</p>
      ) : (
        <>
          <DataTable
            name={texts.touches}
            rows={bar.touches}
            rowKey={(touch) => `${touch.reservationId} ${touch.clientId}`}
            columns={[
              {
                head: texts.guest,
                cell: (touch) => (
                  <Door
                    to={pathTo('reservation', {
                      clientId: touch.clientId,
                      reservationId: touch.reservationId,
                    })}
                  >
                    {touch.facilityName}
                  </Door>
                ),
              },
              {
                head: texts.stay,
                cell: (touch) =>
                  `${formats.night(touch.beginDate)}${touch.endDate === 'infinity' ? '' : ` – ${formats.night(touch.endDate)}`}`,
              },
              { head: texts.madeBy, cell: (touch) => touch.madeBy },
              { head: texts.inHouse, cell: (touch) => (touch.inHouse ? texts.inHouse : texts.notIn) },
            ]}
          />
          <p className={classes.foot}>{texts.touchesWhy}</p>
        </>
      )}
    </Panel>
  );
};

const History = ({ bar }: { bar: Bar }) => {
  const { page: texts, acts, notice } = useBarTexts();
  const formats = useFormats();
  const sayEnd = (end: string | null) =>
    end && /^\d{4}-\d{2}-\d{2}$/.test(end) ? formats.nightLong(end) : (notice.ways[end ?? ''] ?? end);
  return (
    <Panel title={texts.history} note={texts.historyWhy}>
      <DataTable
        name={texts.history}
        rows={bar.history.map((h, i) => ({ ...h, key: i }))}
        rowKey={(h) => h.key}
        columns={[
          {
            head: texts.act,
            cell: (h) => (
              <span className={classes.strong}>
                {acts[h.act]}
                {h.to && <span className={classes.second}>{sayEnd(h.to)}</span>}
              </span>
            ),
          },
          { head: texts.when, cell: (h) => formats.instantLong(h.at) },
          { head: texts.who, cell: (h) => h.by ?? '–' },
          { head: texts.why, cell: (h) => <span className={classes.text}>{h.why}</span> },
        ]}
      />
    </Panel>
  );
};
