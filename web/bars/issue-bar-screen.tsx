import { Button, Checkbox, NativeSelect, SegmentedControl, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { listTonight } from '../../contract/arrivals.ts';
import {
  alwaysThreats,
  type BarReason,
  barReasons,
  barServices,
  giveWarning,
  issueBar,
} from '../../contract/bars.ts';
import type { Input } from '../../contract/endpoint.ts';
import { addDays } from '../../contract/nights.ts';
import { useFormCombination } from '../accounts/form-combination.ts';
import { useCombination } from '../accounts/session.tsx';
import { FormDialog } from '../administration/form-dialog.tsx';
import { useClient } from '../clients/client-query.ts';
import { ClientRoom } from '../clients/client-room.tsx';
import { pathTo } from '../paths.ts';
import { clientKey, reading, useAct } from '../query.ts';
import { NotDoneFrame } from '../shell/not-done-frame.tsx';
import { useFormats } from '../texts/formats.ts';
import { useTexts } from '../texts/language.tsx';
import { announce } from '../ui/announce.tsx';
import { DayInput } from '../ui/day-input.tsx';
import { FormFoot } from '../ui/form-foot.tsx';
import { Panel } from '../ui/panel.tsx';
import { barsKey, useWarnings } from './bar-query.ts';
import { useBarTexts } from './bar-texts.ts';
import classes from './bars.module.css';
import { NoticeFields, useNotice } from './notice-fields.tsx';

type Body = Input<typeof issueBar>['body'];
type Service = (typeof barServices)[number];

/** Issues a bar, or gives the warning that comes before one. */
export const IssueBarScreen = () => {
  const { issue: texts, services: serviceNames, change } = useBarTexts();
  const { reasons } = useTexts().clients.bars;
  const { client, tonight } = useClient();
  const inForce = useCombination();
  const navigate = useNavigate();
  const combination = useFormCombination();
  const facilities = useQuery(reading(['tonight'], listTonight, {})).data?.facilities ?? [];
  const warnings = useWarnings(client.id).data?.warnings ?? [];
  const [reason, setReason] = useState<BarReason | ''>('');
  const [incident, setIncident] = useState<string | null>(tonight);
  const [threat, setThreat] = useState(false);
  const [narrative, setNarrative] = useState('');
  const [told, setTold] = useState('');
  const [scope, setScope] = useState('all');
  const [covers, setCovers] = useState<Service[]>([...barServices]);
  const [begin, setBegin] = useState<string | null>(tonight);
  const [endless, setEndless] = useState(false);
  const [end, setEnd] = useState<string | null>(addDays(tonight, 7));
  const [reviewOn, setReviewOn] = useState<string | null>(addDays(tonight, 90));
  const [rests, setRests] = useState(true);
  const [without, setWithout] = useState('');
  const [lacking, setLacking] = useState(false);
  const [warning, setWarning] = useState(false);
  const notice = useNotice(client.language);
  const issue = useAct(issueBar, {
    combination,
    touches: () => [clientKey(client.id), barsKey],
    onDone: ({ id }) => {
      announce(texts.done);
      void navigate({ to: pathTo('bar', { barId: id }) });
    },
  });

  const always = reason !== '' && alwaysThreats.includes(reason);
  const isThreat = always || threat;
  const warned = warnings.some((w) => w.counts && w.reasonCode === reason);
  const needsWarning = reason !== '' && !isThreat && !warned;
  const body: Body | null =
    reason && incident && narrative.trim() && begin && covers.length > 0 && notice.notice && (endless || end)
      ? {
          clientId: client.id,
          facilityId: scope === 'all' ? null : Number(scope),
          services: covers,
          incidentDate: incident,
          beginDate: begin,
          endDate: endless ? null : end,
          reviewOn: endless ? reviewOn : null,
          reasonCode: reason,
          immediateThreat: isThreat,
          suspendable: rests && !isThreat,
          narrative: narrative.trim(),
          told: told.trim() || null,
          withoutWarning: needsWarning ? without.trim() || null : null,
          notice: notice.notice,
        }
      : null;
  const save = () => (body ? issue.act({ body }) : setLacking(true));
  const missing = (is: boolean) => lacking && !is && texts.missing;
  return (
    <ClientRoom
      title={texts.title}
      about={texts.about}
      act={
        <Button variant="default" onClick={() => setWarning(true)}>
          {texts.warn}
        </Button>
      }
    >
      <div className={classes.narrow}>
        <Warnings clientId={client.id} />
        <Panel title={texts.what} level={3} padded>
          <div className={classes.fields}>
            <div className={classes.pair}>
              <NativeSelect
                label={texts.reason}
                value={reason}
                error={missing(reason !== '')}
                onChange={(event) => setReason(event.currentTarget.value as BarReason | '')}
                data={[
                  { value: '', label: texts.choose },
                  ...barReasons.map((code) => ({ value: code, label: reasons[code] ?? code })),
                ]}
              />
              <DayInput
                label={texts.incident}
                value={incident}
                onChange={setIncident}
                error={missing(incident !== null)}
              />
            </div>
            <Checkbox
              label={texts.threat}
              description={always ? texts.threatAlways : undefined}
              checked={isThreat}
              disabled={always}
              onChange={(event) => setThreat(event.currentTarget.checked)}
            />
            <Textarea
              label={texts.narrative}
              description={texts.narrativeHelp}
              autosize
              minRows={3}
              maxLength={10_000}
              value={narrative}
              error={missing(narrative.trim() !== '')}
              onChange={(event) => setNarrative(event.currentTarget.value)}
            />
            <Textarea
              label={texts.told}
              description={texts.toldHelp}
              autosize
              minRows={2}
              maxLength={2000}
              value={told}
              onChange={(event) => setTold(event.currentTarget.value)}
            />
          </div>
        </Panel>
        {needsWarning && (
          <Panel title={texts.ladder} level={3} padded>
            <div className={classes.fields}>
              <p className={classes.text}>{texts.ladderWhy}</p>
              <TextInput
                label={texts.without}
                maxLength={1000}
                value={without}
                onChange={(event) => setWithout(event.currentTarget.value)}
              />
            </div>
          </Panel>
        )}
        <Panel title={texts.where} level={3} padded>
          <div className={classes.fields}>
            <NativeSelect
              label={texts.scope}
              value={scope}
              onChange={(event) => setScope(event.currentTarget.value)}
              data={[
                { value: 'all', label: texts.all(inForce?.homeOrganization.name ?? '') },
                ...facilities.map(({ facility }) => ({ value: String(facility.id), label: facility.name })),
              ]}
            />
            <Checkbox.Group
              label={texts.services}
              value={covers}
              error={missing(covers.length > 0)}
              onChange={(chosen) => setCovers(chosen as Service[])}
            >
              <div className={classes.buttons}>
                {barServices.map((service) => (
                  <Checkbox key={service} value={service} label={serviceNames[service]} />
                ))}
              </div>
            </Checkbox.Group>
            <DayInput label={texts.begin} value={begin} onChange={setBegin} error={missing(begin !== null)} />
            <SegmentedControl
              transitionDuration={0}
              aria-label={texts.ends}
              className={classes.tabs}
              value={endless ? 'review' : 'night'}
              onChange={(value) => setEndless(value === 'review')}
              data={[
                { value: 'night', label: texts.onNight },
                { value: 'review', label: texts.untilReviewed, disabled: !inForce?.supervisor },
              ]}
            />
            {!inForce?.supervisor && <p className={classes.dim}>{texts.supervisorOnly}</p>}
            {endless ? (
              <DayInput label={texts.review} value={reviewOn} onChange={setReviewOn} />
            ) : (
              <DayInput
                label={texts.end}
                description={texts.endHelp}
                value={end}
                onChange={setEnd}
                error={missing(end !== null)}
              />
            )}
            {!isThreat && (
              <Checkbox
                label={texts.suspendable}
                checked={rests}
                onChange={(event) => setRests(event.currentTarget.checked)}
              />
            )}
          </div>
        </Panel>
        <Panel title={texts.notice} note={texts.deadline(15)} level={3} padded>
          <NoticeFields entry={notice} lacking={lacking} />
        </Panel>
        <NotDoneFrame
          notDone={issue.notDone}
          title={texts.notSaved}
          combination={combination}
          onDismiss={issue.dismiss}
          onAgain={save}
          acts={{ warn: () => setWarning(true), end_date: () => setEndless(false) }}
        />
        <FormFoot
          save={texts.save}
          busy={issue.busy}
          onSave={save}
          note={lacking && !body && change.missing}
        />
      </div>
      {warning && (
        <WarnDialog
          clientId={client.id}
          tonight={tonight}
          reason={reason}
          onClose={() => setWarning(false)}
        />
      )}
    </ClientRoom>
  );
};

const Warnings = ({ clientId }: { clientId: number }) => {
  const { issue: texts } = useBarTexts();
  const { reasons } = useTexts().clients.bars;
  const formats = useFormats();
  const warnings = useWarnings(clientId).data?.warnings ?? [];
  if (warnings.length === 0) return null;
  return (
    <Panel title={texts.warnings} level={3}>
      <ul>
        {warnings.map((w) => (
          <li key={w.id} className={classes.item}>
            <span>
              <strong>
                {texts.warningLine(
                  reasons[w.reasonCode] ?? w.reasonCode,
                  formats.instant(w.givenAt),
                  w.givenBy ?? '–',
                )}
              </strong>{' '}
              · {w.counts ? texts.counts : texts.over}
            </span>
            <span className={classes.text}>{w.told}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
};

const WarnDialog = (props: {
  clientId: number;
  tonight: string;
  reason: BarReason | '';
  onClose: () => void;
}) => {
  const { issue: texts } = useBarTexts();
  const { reasons } = useTexts().clients.bars;
  const combination = useFormCombination();
  const [reason, setReason] = useState<BarReason>(props.reason || 'rules');
  const [incidentDate, setIncident] = useState<string | null>(props.tonight);
  const [told, setTold] = useState('');
  const [lacking, setLacking] = useState(false);
  const warn = useAct(giveWarning, {
    combination,
    touches: () => [clientKey(props.clientId)],
    onDone: () => {
      announce(texts.warned);
      props.onClose();
    },
  });
  return (
    <FormDialog
      title={texts.warnTitle}
      save={texts.warnSave}
      busy={warn.busy}
      onClose={props.onClose}
      onSave={() => {
        if (incidentDate && told.trim())
          warn.act({
            body: { clientId: props.clientId, reasonCode: reason, incidentDate, told: told.trim() },
          });
        else setLacking(true);
      }}
      frame={
        <NotDoneFrame
          notDone={warn.notDone}
          title={texts.notWarned}
          combination={combination}
          onDismiss={warn.dismiss}
        />
      }
    >
      <p className={classes.dim}>{texts.warnAbout}</p>
      <NativeSelect
        label={texts.reason}
        data-autofocus
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value as BarReason)}
        data={barReasons.map((code) => ({ value: code, label: reasons[code] ?? code }))}
      />
      <DayInput needed label={texts.incident} value={incidentDate} onChange={setIncident} />
      <Textarea
        label={texts.warnTold}
        autosize
        minRows={2}
        maxLength={2000}
        value={told}
        error={lacking && !told.trim() && texts.missing}
        onChange={(event) => setTold(event.currentTarget.value)}
      />
    </FormDialog>
  );
};
