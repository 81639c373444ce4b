import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import * as contract from '../../contract/bars.ts';
import type { Endpoint, Input, Reply } from '../../contract/endpoint.ts';
import { addDays, type Night } from '../../contract/nights.ts';
import { useFormCombination } from '../accounts/form-combination.ts';
import { FormDialog } from '../administration/form-dialog.tsx';
import { clientKey, useAct } from '../query.ts';
import { NotDoneFrame } from '../shell/not-done-frame.tsx';
import { useFormats } from '../texts/formats.ts';
import { announce } from '../ui/announce.tsx';
import { DayInput } from '../ui/day-input.tsx';
import { barsKey } from './bar-query.ts';
import { useBarTexts } from './bar-texts.ts';
import classes from './bars.module.css';
import { NoticeFields, useNotice } from './notice-fields.tsx';

export type Bar = Reply<typeof contract.readBar>;
type Appeal = Bar['appeals'][number];

interface ActDialogProps<E extends Endpoint> {
  bar: Bar;
  endpoint: E;
  words: { title: string; save: string; done: string; undone: string };
  /** What is sent; null while the form lacks something. */
  input: Input<E> | null;
  onLacking: () => void;
  onClose: () => void;
  children: ReactNode;
}

/** A dialog that does one thing to a bar. */
const ActDialog = <E extends Endpoint>(props: ActDialogProps<E>) => {
  const { bar, words, input } = props;
  const combination = useFormCombination();
  const { act, busy, notDone, dismiss } = useAct(props.endpoint, {
    combination,
    touches: () => [barsKey, clientKey(bar.client.id)],
    onDone: () => {
      announce(words.done);
      props.onClose();
    },
  });
  return (
    <FormDialog
      title={words.title}
      save={words.save}
      busy={busy}
      onClose={props.onClose}
      onSave={() => (input ? act(input) : props.onLacking())}
      onLacking={props.onLacking}
      frame={
        <NotDoneFrame notDone={notDone} title={words.undone} combination={combination} onDismiss={dismiss} />
      }
    >
      {props.children}
    </FormDialog>
  );
};

interface Opened {
  bar: Bar;
  onClose: () => void;
}

/** What is typed into a dialog, by field, and whether somebody pressed Save while something was lacking. */
const useEntry = <Fields extends object>(initial: Fields) => {
  const [fields, setFields] = useState(initial);
  const [lacking, setLacking] = useState(false);
  return {
    fields,
    lacking,
    onLacking: () => setLacking(true),
    set:
      <Name extends keyof Fields>(name: Name) =>
      (value: Fields[Name]) =>
        setFields((before) => ({ ...before, [name]: value })),
  };
};

const WhyField = (props: {
  label: string;
  value: string;
  lacking: boolean;
  first?: boolean;
  long?: boolean;
  onChange: (value: string) => void;
}) => {
  const { change } = useBarTexts();
  return (
    <Textarea
      label={props.label}
      autosize
      minRows={2}
      maxLength={props.long ? 10_000 : 1000}
      {...(props.first && { 'data-autofocus': true })}
      value={props.value}
      error={props.lacking && !props.value.trim() && change.missing}
      onChange={(event) => props.onChange(event.currentTarget.value)}
    />
  );
};

export const NoticeDialog = ({ bar, onClose }: Opened) => {
  const { notice: texts } = useBarTexts();
  const entry = useNotice(bar.client.language);
  const { lacking, onLacking } = useEntry({});
  return (
    <ActDialog
      bar={bar}
      endpoint={contract.recordNotice}
      words={{ title: texts.dialog, save: texts.save, done: texts.saved, undone: texts.notSaved }}
      input={entry.notice && { params: { id: bar.id }, body: entry.notice }}
      {...{ onLacking, onClose }}
    >
      <NoticeFields entry={entry} lacking={lacking} />
    </ActDialog>
  );
};

export const LiftDialog = ({ bar, onClose }: Opened) => {
  const { change: texts } = useBarTexts();
  const { fields, set, lacking, onLacking } = useEntry({ reason: '' });
  const reason = fields.reason.trim();
  return (
    <ActDialog
      bar={bar}
      endpoint={contract.liftBar}
      words={{ title: texts.liftTitle, save: texts.liftTitle, done: texts.lifted, undone: texts.notLifted }}
      input={reason ? { params: { id: bar.id }, body: { reason } } : null}
      {...{ onLacking, onClose }}
    >
      <p className={classes.dim}>{texts.liftWhy}</p>
      <WhyField first label={texts.why} value={fields.reason} lacking={lacking} onChange={set('reason')} />
    </ActDialog>
  );
};

export const ShortenDialog = ({ bar, onClose }: Opened) => {
  const { change: texts } = useBarTexts();
  const { fields, set, lacking, onLacking } = useEntry({
    endDate: addDays(bar.tonight, 1) as Night | null,
    reason: '',
  });
  const { endDate } = fields;
  const reason = fields.reason.trim();
  return (
    <ActDialog
      bar={bar}
      endpoint={contract.shortenBar}
      words={{
        title: texts.shorten,
        save: texts.shorten,
        done: texts.shortened,
        undone: texts.notShortened,
      }}
      input={endDate && reason ? { params: { id: bar.id }, body: { endDate, reason } } : null}
      {...{ onLacking, onClose }}
    >
      <DayInput needed data-autofocus label={texts.end} value={endDate} onChange={set('endDate')} />
      <WhyField label={texts.why} value={fields.reason} lacking={lacking} onChange={set('reason')} />
    </ActDialog>
  );
};

export const ReviewDialog = ({ bar, onClose }: Opened) => {
  const { change: texts } = useBarTexts();
  const { fields, set, lacking, onLacking } = useEntry({
    reviewOn: addDays(bar.tonight, 90) as Night | null,
    reason: '',
  });
  const { reviewOn } = fields;
  const reason = fields.reason.trim();
  return (
    <ActDialog
      bar={bar}
      endpoint={contract.reviewBar}
      words={{ title: texts.review, save: texts.review, done: texts.reviewed, undone: texts.notReviewed }}
      input={reviewOn && reason ? { params: { id: bar.id }, body: { reviewOn, reason } } : null}
      {...{ onLacking, onClose }}
    >
      <DayInput needed data-autofocus label={texts.reviewOn} value={reviewOn} onChange={set('reviewOn')} />
      <WhyField label={texts.why} value={fields.reason} lacking={lacking} onChange={set('reason')} />
    </ActDialog>
  );
};

export const OverrideDialog = ({ bar, onClose }: Opened) => {
  const { change: texts } = useBarTexts();
  const { fields, set, lacking, onLacking } = useEntry({
    facilityId: bar.facilities[0]?.id ?? 0,
    beginDate: bar.tonight as Night | null,
    endDate: addDays(bar.tonight, 1) as Night | null,
    reason: '',
  });
  const { facilityId, beginDate, endDate } = fields;
  const reason = fields.reason.trim();
  return (
    <ActDialog
      bar={bar}
      endpoint={contract.overrideBar}
      words={{
        title: texts.override,
        save: texts.override,
        done: texts.overridden,
        undone: texts.notOverridden,
      }}
      input={
        beginDate && endDate && reason
          ? {
              params: { id: bar.id },
              body: { facilityId, beginDate, endDate, reason },
            }
          : null
      }
      {...{ onLacking, onClose }}
    >
      <p className={classes.dim}>{texts.overrideWhy}</p>
      <NativeSelect
        label={texts.facility}
        data-autofocus
        value={String(facilityId)}
        onChange={(event) => set('facilityId')(Number(event.currentTarget.value))}
        data={bar.facilities.map((f) => ({ value: String(f.id), label: f.name }))}
      />
      <div className={classes.pair}>
        <DayInput needed label={texts.firstNight} value={beginDate} onChange={set('beginDate')} />
        <DayInput needed label={texts.leaves} value={endDate} onChange={set('endDate')} />
      </div>
      <WhyField label={texts.why} value={fields.reason} lacking={lacking} onChange={set('reason')} />
    </ActDialog>
  );
};

/** A day and a time of the county, or neither while no hearing is set. */
const useHearing = (appeal?: Appeal) => {
  const formats = useFormats();
  const at = appeal?.hearingAt;
  const { fields, set } = useEntry({
    day: at ? formats.dayIn(at) : null,
    time: at ? formats.clock(at) : '',
    reviewerId: appeal?.reviewer?.id ?? '',
  });
  const { day, time, reviewerId } = fields;
  return {
    ...{ fields, set },
    /** Null while one of them lacks. */
    body:
      (day === null) === (time === '')
        ? { hearing: day === null ? null : { day, time }, reviewerId: reviewerId || null }
        : null,
  };
};

const HearingFields = ({
  bar,
  hearing,
  lacking,
}: {
  bar: Bar;
  hearing: ReturnType<typeof useHearing>;
  lacking: boolean;
}) => {
  const { fields, set } = hearing;
  const { appeal: texts, change } = useBarTexts();
  return (
    <>
      <div className={classes.pair}>
        <DayInput
          needed={fields.time !== ''}
          label={texts.hearingDay}
          value={fields.day}
          onChange={set('day')}
        />
        <TextInput
          type="time"
          label={texts.hearingTime}
          value={fields.time}
          error={lacking && fields.day !== null && fields.time === '' && change.missing}
          onChange={(event) => set('time')(event.currentTarget.value)}
        />
      </div>
      <NativeSelect
        label={texts.who}
        description={texts.whoWhy}
        value={fields.reviewerId}
        onChange={(event) => set('reviewerId')(event.currentTarget.value)}
        data={[
          { value: '', label: texts.nobody },
          ...bar.reviewers.map((r) => ({ value: r.id, label: r.name })),
        ]}
      />
    </>
  );
};

export const AppealDialog = ({ bar, onClose }: Opened) => {
  const { appeal: texts } = useBarTexts();
  const { fields, set, lacking, onLacking } = useEntry({
    filedOn: bar.tonight as Night | null,
    words: '',
  });
  const { filedOn } = fields;
  const words = fields.words.trim();
  const hearing = useHearing();
  return (
    <ActDialog
      bar={bar}
      endpoint={contract.fileAppeal}
      words={{ title: texts.file, save: texts.save, done: texts.saved, undone: texts.notSaved }}
      input={
        filedOn && words && hearing.body
          ? { params: { id: bar.id }, body: { filedOn, words, ...hearing.body } }
          : null
      }
      {...{ onLacking, onClose }}
    >
      <WhyField
        first
        long
        label={texts.words}
        value={fields.words}
        lacking={lacking}
        onChange={set('words')}
      />
      <DayInput needed label={texts.filedOn} value={filedOn} onChange={set('filedOn')} />
      <HearingFields {...{ bar, hearing, lacking }} />
    </ActDialog>
  );
};

export const HearingDialog = ({ bar, appeal, onClose }: Opened & { appeal: Appeal }) => {
  const { appeal: texts } = useBarTexts();
  const hearing = useHearing(appeal);
  const { lacking, onLacking } = useEntry({});
  return (
    <ActDialog
      bar={bar}
      endpoint={contract.setHearing}
      words={{ title: texts.set, save: texts.set, done: texts.setSaved, undone: texts.notSet }}
      input={hearing.body && { params: { id: appeal.id }, body: hearing.body }}
      {...{ onLacking, onClose }}
    >
      <HearingFields {...{ bar, hearing, lacking }} />
    </ActDialog>
  );
};

type Outcome = 'upheld' | 'shortened' | 'overturned';

export const DecideDialog = ({ bar, appeal, onClose }: Opened & { appeal: Appeal }) => {
  const { appeal: texts, change } = useBarTexts();
  const { fields, set, lacking, onLacking } = useEntry({
    outcome: 'upheld' as Outcome,
    endDate: addDays(bar.tonight, 1) as Night | null,
    decision: '',
  });
  const { outcome, endDate } = fields;
  const decision = fields.decision.trim();
  return (
    <ActDialog
      bar={bar}
      endpoint={contract.decideAppeal}
      words={{
        title: texts.decideTitle,
        save: texts.decide,
        done: texts.decided,
        undone: texts.notDecided,
      }}
      input={
        decision && (outcome !== 'shortened' || endDate)
          ? {
              params: { id: appeal.id },
              body: {
                outcome,
                endDate: outcome === 'shortened' ? endDate : null,
                decision,
              },
            }
          : null
      }
      {...{ onLacking, onClose }}
    >
      <NativeSelect
        label={texts.outcome}
        data-autofocus
        value={outcome}
        onChange={(event) => set('outcome')(event.currentTarget.value as Outcome)}
        data={Object.entries(texts.outcomes).map(([value, label]) => ({ value, label }))}
      />
      {outcome === 'shortened' && (
        <DayInput needed label={change.end} value={endDate} onChange={set('endDate')} />
      )}
      <p className={classes.dim}>{texts.decisionWhy}</p>
      <WhyField
        long
        label={texts.decision}
        value={fields.decision}
        lacking={lacking}
        onChange={set('decision')}
      />
    </ActDialog>
  );
};
