import { Button, TextInput } from '@mantine/core';
import { IconStairsUp } from '@tabler/icons-react';
import { useState } from 'react';
import {
  endOverflow,
  openOverflow,
  previewOverflowEnding,
  previewOverflowOpening,
} from '../../contract/displacement.ts';
import type { FacilityAdministration, OverflowOpening } from '../../contract/facilities-administration.ts';
import { DataTable } from '../ui/data-table.tsx';
import { DayInput } from '../ui/day-input.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Panel } from '../ui/panel.tsx';
import classes from './administration.module.css';
import { isInService } from './in-service.ts';
import { useSpanWords } from './span-state.tsx';
import { useAdministrationTexts } from './texts.ts';
import { TwoSteps } from './two-steps.tsx';

/** Nights on which the facility's overflow places are open. */
export const OverflowPanel = ({ facility }: { facility: FacilityAdministration }) => {
  const { overflow: texts, closures, common } = useAdministrationTexts();
  const span = useSpanWords();
  const [opening, setOpening] = useState(false);
  const [ending, setEnding] = useState<OverflowOpening | null>(null);
  const places = facility.rooms
    .flatMap((room) => room.beds)
    .filter((bed) => bed.overflow && isInService(bed, facility.tonight)).length;
  const open = places > 0 && !facility.closedAt && (
    <Button variant="default" onClick={() => setOpening(true)}>
      {texts.add}
    </Button>
  );
  return (
    <Panel title={texts.title} act={facility.openings.length > 0 && open}>
      {facility.openings.length === 0 ? (
        <EmptyState
          icon={<IconStairsUp size={24} aria-hidden />}
          title={places > 0 ? texts.none : texts.noPlaces}
          why={places > 0 ? texts.noneWhy(places) : texts.noPlacesWhy}
        >
          {open}
        </EmptyState>
      ) : (
        <DataTable
          name={texts.title}
          rows={facility.openings}
          rowKey={(o) => o.id}
          columns={[
            { head: closures.reason, cell: (o) => <span className={classes.strong}>{o.reason}</span> },
            { head: closures.nights, cell: (o) => span(o.beginDate, o.endDate) },
            {
              head: common.change,
              cell: (o) => (
                <Button
                  variant="default"
                  size="compact-sm"
                  aria-label={texts.endOf(o.reason)}
                  onClick={() => setEnding(o)}
                >
                  {texts.end}
                </Button>
              ),
            },
          ]}
        />
      )}
      {opening && <OpenDialog facility={facility} onClose={() => setOpening(false)} />}
      {ending && <EndDialog facility={facility} opening={ending} onClose={() => setEnding(null)} />}
    </Panel>
  );
};

const OpenDialog = ({ facility, onClose }: { facility: FacilityAdministration; onClose: () => void }) => {
  const { overflow: texts, closures, common } = useAdministrationTexts();
  const [reason, setReason] = useState('');
  const [beginDate, setBeginDate] = useState<string | null>(facility.tonight);
  const [endDate, setEndDate] = useState<string | null>(null);
  const [lacking, setLacking] = useState(false);
  return (
    <TwoSteps
      title={texts.dialog}
      words={texts}
      facilityId={facility.id}
      preview={previewOverflowOpening}
      act={openOverflow}
      params={{ id: facility.id }}
      body={reason.trim() && beginDate ? { reason: reason.trim(), beginDate, endDate } : null}
      onLacking={() => setLacking(true)}
      onClose={onClose}
    >
      <TextInput
        label={closures.reason}
        description={texts.reasonHelp}
        maxLength={200}
        data-autofocus
        value={reason}
        error={lacking && !reason.trim() && common.missing}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <div className={classes.pair}>
        <DayInput needed label={closures.from} value={beginDate} onChange={setBeginDate} />
        <DayInput
          label={closures.until}
          value={endDate}
          onChange={setEndDate}
          description={common.untilHelp}
        />
      </div>
    </TwoSteps>
  );
};

interface EndDialogProps {
  facility: FacilityAdministration;
  opening: OverflowOpening;
  onClose: () => void;
}

const EndDialog = ({ facility, opening, onClose }: EndDialogProps) => {
  const { overflow: texts, common } = useAdministrationTexts();
  const [starts] = [opening.beginDate, facility.tonight].sort().reverse();
  const [endDate, setEndDate] = useState<string | null>(starts ?? null);
  return (
    <TwoSteps
      title={texts.endTitle}
      words={{ doIt: texts.endDo, done: texts.ended, undone: texts.endUndone }}
      facilityId={facility.id}
      preview={previewOverflowEnding}
      act={endOverflow}
      params={{ id: opening.id }}
      body={endDate ? { endDate } : null}
      onClose={onClose}
    >
      <DayInput
        needed
        label={common.until}
        value={endDate}
        onChange={setEndDate}
        description={common.untilHelp}
        data-autofocus
      />
    </TwoSteps>
  );
};
