import { Button, Select, TextInput } from '@mantine/core';
import { IconBedOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import {
  addBedNight,
  type BedNight,
  type BedNights,
  listBedNights,
  removeBedNight,
} from '../../contract/census.ts';
import type { FacilitySummary } from '../../contract/facilities.ts';
import { addDays, Night } from '../../contract/nights.ts';
import { useFormCombination } from '../accounts/form-combination.ts';
import { NightChooser } from '../facilities/night-chooser.tsx';
import { pathTo } from '../paths.ts';
import { facilityKey, reading, useAct } from '../query.ts';
import { Loaded } from '../shell/loaded.tsx';
import { NotDoneFrame } from '../shell/not-done-frame.tsx';
import { useFormats } from '../texts/formats.ts';
import { useTexts } from '../texts/language.tsx';
import { announce } from '../ui/announce.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Panel } from '../ui/panel.tsx';
import classes from './bed-nights.module.css';

type OfNights = Pick<FacilitySummary, 'id' | 'timeZone' | 'tonight'>;

interface NightOfProps {
  facility: OfNights;
  /** Where another night is looked at. */
  room: 'bedNights' | 'administeredBedNights';
}

/** Who slept here on a night, and putting it right with a reason. The address names the night; last night unless told. */
export const NightOf = ({ facility, room }: NightOfProps) => {
  const search = useSearch({ strict: false }) as { night?: unknown };
  const night = Night.safeParse(search.night).data ?? addDays(facility.tonight, -1);
  const { nights: texts } = useTexts().shift;
  const formats = useFormats();
  const navigate = useNavigate();
  const query = useQuery(
    reading(facilityKey(facility.id, 'bed-nights', night), listBedNights, {
      params: { id: facility.id },
      query: { night },
    }),
  );
  return (
    <div className={classes.page}>
      <div className={classes.head}>
        <NightChooser
          night={night}
          tonight={facility.tonight}
          onChoose={(next) =>
            void navigate({
              to: pathTo(room, { facilityId: facility.id }),
              search: { night: next } as never,
              replace: true,
            })
          }
        />
        <p>{texts.about(formats.night(night))}</p>
      </div>
      <Loaded query={query}>{(of) => <Slept key={night} {...{ facility, of, room }} />}</Loaded>
    </div>
  );
};

const Slept = ({ facility, of, room }: NightOfProps & { of: BedNights }) => {
  const { nights: texts } = useTexts().shift;
  const formats = useFormats();
  const [removing, setRemoving] = useState<BedNight | null>(null);
  return (
    <>
      {!of.mayCorrect && of.night <= of.tonight && (
        <p className={classes.closed}>{texts.closed(formats.night(of.freeSince))}</p>
      )}
      <Panel title={texts.slept} note={of.nights.length > 0 ? String(of.nights.length) : undefined}>
        {of.nights.length === 0 ? (
          <EmptyState icon={<IconBedOff size={26} aria-hidden />} title={texts.none} why={texts.noneWhy} />
        ) : (
          <DataTable
            name={texts.slept}
            rows={of.nights}
            rowKey={(row) => row.id}
            columns={[
              {
                head: texts.person,
                cell: (row) => (
                  <span>
                    <strong>{row.name}</strong>
                    {row.goesBy && <span className={classes.dim}> “{row.goesBy}”</span>}
                  </span>
                ),
              },
              { head: texts.place, cell: (row) => row.bedLabel ?? '–' },
              {
                head: texts.recorded,
                cell: (row) => (
                  <span>
                    {texts.by(row.recordedBy ?? '–', formats.instant(row.recordedAt, facility.timeZone))}
                    {row.addReason && <span className={classes.dim}> {texts.afterwards(row.addReason)}</span>}
                  </span>
                ),
              },
              ...(of.mayCorrect
                ? [
                    {
                      head: texts.change,
                      cell: (row: BedNight) =>
                        row.isEntryNight && room === 'bedNights' ? (
                          <span className={classes.dim}>{texts.entry}</span>
                        ) : (
                          <Button
                            size="compact-sm"
                            variant="default"
                            aria-label={texts.removeOf(row.name)}
                            onClick={() => setRemoving(row)}
                          >
                            {texts.remove}
                          </Button>
                        ),
                    },
                  ]
                : []),
            ]}
          />
        )}
      </Panel>
      {of.mayCorrect && <Adding facility={facility} of={of} />}
      {removing && <Removing facility={facility} row={removing} onClose={() => setRemoving(null)} />}
    </>
  );
};

const Adding = ({ facility, of }: { facility: OfNights; of: BedNights }) => {
  const { nights: texts } = useTexts().shift;
  const [who, setWho] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const [lacking, setLacking] = useState(false);
  const combination = useFormCombination();
  const { act, busy, notDone, dismiss } = useAct(addBedNight, {
    combination,
    touches: () => [facilityKey(facility.id)],
    onDone: () => {
      setWho(null);
      setReason('');
      setLacking(false);
      announce(texts.added);
    },
  });
  const add = () => {
    setLacking(true);
    if (who && reason.trim())
      act({ params: { id: facility.id }, body: { enrollmentId: Number(who), night: of.night, reason } });
  };
  return (
    <Panel title={texts.addTitle} padded allowOverflow>
      {of.absent.length === 0 ? (
        <p className={classes.dim}>{texts.nobodyAbsent}</p>
      ) : (
        <div className={classes.form}>
          <Select
            label={texts.who}
            searchable
            value={who}
            onChange={setWho}
            error={lacking && !who && texts.whoMissing}
            data={of.absent.map((a) => ({
              value: String(a.enrollmentId),
              label: [
                a.name,
                a.goesBy && `“${a.goesBy}”`,
                `#${a.clientId}`,
                a.leftThatDay && texts.leftThatDay,
              ]
                .filter(Boolean)
                .join(' '),
            }))}
          />
          <TextInput
            label={texts.reason}
            maxLength={300}
            value={reason}
            error={lacking && !reason.trim() && texts.reasonMissing}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <NotDoneFrame
            {...{ notDone, combination }}
            title={texts.notDone}
            onDismiss={dismiss}
            onAgain={add}
          />
          <div>
            <Button loading={busy} onClick={add}>
              {texts.add}
            </Button>
          </div>
        </div>
      )}
    </Panel>
  );
};

interface RemovingProps {
  facility: OfNights;
  row: BedNight;
  onClose: () => void;
}

const Removing = ({ facility, row, onClose }: RemovingProps) => {
  const { nights: texts } = useTexts().shift;
  const [reason, setReason] = useState('');
  const [lacking, setLacking] = useState(false);
  const combination = useFormCombination();
  const { act, busy, notDone, dismiss } = useAct(removeBedNight, {
    combination,
    touches: () => [facilityKey(facility.id)],
    onDone: () => {
      announce(texts.removed);
      onClose();
    },
  });
  const remove = () => {
    setLacking(true);
    if (reason.trim()) act({ params: { id: row.id }, body: { reason } });
  };
  return (
    <Dialog
      opened
      onClose={onClose}
      title={texts.removeTitle(row.name)}
      buttons={
        <>
          <Button loading={busy} onClick={remove}>
            {texts.remove}
          </Button>
          <Button variant="default" onClick={onClose}>
            {texts.cancel}
          </Button>
        </>
      }
    >
      <div className={classes.form}>
        <p>{row.isEntryNight ? texts.removeEntryHelp : texts.removeHelp}</p>
        <TextInput
          label={texts.reason}
          maxLength={300}
          data-autofocus
          value={reason}
          error={lacking && !reason.trim() && texts.reasonMissing}
          onChange={(event) => setReason(event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Enter' && remove()}
        />
        <NotDoneFrame
          {...{ notDone, combination }}
          title={texts.notDone}
          onDismiss={dismiss}
          onAgain={remove}
        />
      </div>
    </Dialog>
  );
};
