import { NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { changeBeds, endBeds, previewBedChange, previewBedEnding } from '../../contract/displacement.ts';
import { BedKind } from '../../contract/facilities.ts';
import type { AdministeredBed, FacilityAdministration } from '../../contract/facilities-administration.ts';
import { DayInput } from '../ui/day-input.tsx';
import classes from './administration.module.css';
import { useAdministrationTexts } from './texts.ts';
import { TwoSteps } from './two-steps.tsx';

interface BedChangeDialogProps {
  facility: FacilityAdministration;
  beds: AdministeredBed[];
  onClose: () => void;
}

const flags = ['accessible', 'power', 'nearStaff', 'overflow'] as const;

/** Changes what chosen beds are; what is left "as it is" stays. */
export const BedChangeDialog = ({ facility, beds, onClose }: BedChangeDialogProps) => {
  const { bedChange: texts, places, common } = useAdministrationTexts();
  const only = beds.length === 1 ? beds[0] : undefined;
  const [label, setLabel] = useState(only?.label ?? '');
  const [kind, setKind] = useState('');
  const [changed, setChanged] = useState<Partial<Record<(typeof flags)[number], string>>>({});
  const change = {
    ...(only && label.trim() && label.trim() !== only.label && { label: label.trim() }),
    ...(kind && { kind }),
    ...Object.fromEntries(
      Object.entries(changed).flatMap(([flag, value]) => (value ? [[flag, value === 'yes']] : [])),
    ),
  };
  const body = Object.keys(change).length > 0 ? { bedIds: beds.map((bed) => bed.id), ...change } : null;
  return (
    <TwoSteps
      title={texts.title(beds.length)}
      words={texts}
      facilityId={facility.id}
      preview={previewBedChange}
      act={changeBeds}
      params={{ id: facility.id }}
      body={body}
      onClose={onClose}
    >
      {only && (
        <TextInput
          label={texts.label}
          maxLength={40}
          data-autofocus
          value={label}
          onChange={(event) => setLabel(event.currentTarget.value)}
        />
      )}
      <div className={classes.pair}>
        <NativeSelect
          label={places.kind}
          value={kind}
          onChange={(event) => setKind(event.currentTarget.value)}
          data={[
            { value: '', label: texts.keep },
            ...BedKind.options.map((value) => ({ value, label: places.kinds[value] })),
          ]}
        />
        {flags.map((flag) => (
          <NativeSelect
            key={flag}
            label={places[flag]}
            value={changed[flag] ?? ''}
            onChange={(event) => {
              const { value } = event.currentTarget;
              setChanged((now) => ({ ...now, [flag]: value }));
            }}
            data={[
              { value: '', label: texts.keep },
              { value: 'yes', label: common.yes },
              { value: 'no', label: common.no },
            ]}
          />
        ))}
      </div>
    </TwoSteps>
  );
};

interface BedEndingDialogProps {
  facility: FacilityAdministration;
  bedIds: number[];
  /** Takes them back instead. */
  back: boolean;
  onClose: () => void;
}

/** Takes chosen beds out of service from a night on, or back into it. */
export const BedEndingDialog = ({ facility, bedIds, back, onClose }: BedEndingDialogProps) => {
  const { bedEnding: texts } = useAdministrationTexts();
  const [endDate, setEndDate] = useState<string | null>(facility.tonight);
  return (
    <TwoSteps
      title={back ? texts.backTitle(bedIds.length) : texts.title(bedIds.length)}
      words={back ? { ...texts, doIt: texts.backDo } : texts}
      facilityId={facility.id}
      preview={previewBedEnding}
      act={endBeds}
      params={{ id: facility.id }}
      body={back ? { bedIds, endDate: null } : (endDate && { bedIds, endDate }) || null}
      onClose={onClose}
    >
      {!back && (
        <>
          <p className={classes.dim}>{texts.why}</p>
          <DayInput needed label={texts.from} value={endDate} onChange={setEndDate} data-autofocus />
        </>
      )}
    </TwoSteps>
  );
};
