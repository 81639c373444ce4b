import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { closeBeds, previewClosure } from '../../contract/displacement.ts';
import type { FacilityAdministration } from '../../contract/facilities-administration.ts';
import { DayInput } from '../ui/day-input.tsx';
import classes from './administration.module.css';
import { BedsChoice } from './beds-choice.tsx';
import { useAdministrationTexts } from './texts.ts';
import { TwoSteps } from './two-steps.tsx';

interface CloseBedsDialogProps {
  facility: FacilityAdministration;
  /** Chosen before; left out where they are chosen here. */
  bedIds?: number[];
  onClose: () => void;
}

/** Closes beds with a reason, from a night until a night. */
export const CloseBedsDialog = ({ facility, bedIds, onClose }: CloseBedsDialogProps) => {
  const { closures: texts, places, common } = useAdministrationTexts();
  const [chosen, setChosen] = useState<number[]>(bedIds ?? []);
  const [reason, setReason] = useState('');
  const [beginDate, setBeginDate] = useState<string | null>(facility.tonight);
  const [endDate, setEndDate] = useState<string | null>(null);
  const [lacking, setLacking] = useState(false);
  const complete = chosen.length > 0 && reason.trim() !== '' && beginDate !== null;
  return (
    <TwoSteps
      title={bedIds ? `${texts.dialog}: ${places.count(bedIds.length)}` : texts.dialog}
      words={texts}
      facilityId={facility.id}
      preview={previewClosure}
      act={closeBeds}
      params={{ id: facility.id }}
      body={complete ? { bedIds: chosen, reason: reason.trim(), beginDate, endDate } : null}
      onLacking={() => setLacking(true)}
      onClose={onClose}
    >
      {!bedIds && (
        <BedsChoice
          facility={facility}
          label={texts.which}
          chosen={chosen}
          onChange={setChosen}
          error={lacking && chosen.length === 0 && texts.chooseBed}
        />
      )}
      <TextInput
        label={texts.reason}
        description={texts.reasonHelp}
        maxLength={200}
        data-autofocus
        value={reason}
        error={lacking && !reason.trim() && common.missing}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <div className={classes.pair}>
        <DayInput needed label={texts.from} value={beginDate} onChange={setBeginDate} />
        <DayInput label={texts.until} value={endDate} onChange={setEndDate} description={texts.untilHelp} />
      </div>
    </TwoSteps>
  );
};
