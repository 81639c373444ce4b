import { Button } from '@mantine/core';
import { IconChecklist } from '@tabler/icons-react';
import { useState } from 'react';
import { endRule, previewRuleEnding } from '../../contract/displacement.ts';
import type { FacilityAdministration, PlacementRule } from '../../contract/facilities-administration.ts';
import { DataTable } from '../ui/data-table.tsx';
import { DayInput } from '../ui/day-input.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Panel } from '../ui/panel.tsx';
import classes from './administration.module.css';
import { FacilityFrame } from './facility-frame.tsx';
import { RuleDialog } from './rule-dialog.tsx';
import { useRuleWords, whereOf } from './rule-words.ts';
import { useSpanWords } from './span-state.tsx';
import { useAdministrationTexts } from './texts.ts';
import { TwoSteps } from './two-steps.tsx';
import { useWeekdayWords } from './weekday-words.ts';

/** Who may use which rooms and beds, on which nights. */
export const RulesScreen = () => {
  const { rules: texts } = useAdministrationTexts();
  const [adding, setAdding] = useState(false);
  return (
    <FacilityFrame
      title={texts.title}
      act={(facility) =>
        !facility.closedAt &&
        facility.rooms.length > 0 && <Button onClick={() => setAdding(true)}>{texts.add}</Button>
      }
    >
      {(facility) => (
        <div className={classes.page}>
          <p className={`${classes.dim} ${classes.text}`}>{texts.about}</p>
          <RuleList facility={facility} />
          {adding && <RuleDialog facility={facility} onClose={() => setAdding(false)} />}
        </div>
      )}
    </FacilityFrame>
  );
};

const RuleList = ({ facility }: { facility: FacilityAdministration }) => {
  const { rules: texts, common, facilities } = useAdministrationTexts();
  const say = useRuleWords();
  const span = useSpanWords();
  const weekdays = useWeekdayWords();
  const [ending, setEnding] = useState<PlacementRule | null>(null);
  return (
    <Panel title={facilities.tabs.rules}>
      {facility.rules.length === 0 ? (
        <EmptyState icon={<IconChecklist size={24} aria-hidden />} title={texts.none} why={texts.noneWhy} />
      ) : (
        <DataTable
          name={facilities.tabs.rules}
          rows={facility.rules}
          rowKey={(rule) => rule.id}
          columns={[
            {
              head: texts.where,
              cell: (rule) => <span className={classes.strong}>{whereOf(facility, rule)}</span>,
            },
            { head: texts.what, cell: say },
            {
              head: texts.nights,
              cell: (rule) =>
                rule.weekdays ? (
                  <>
                    <span className={classes.strong}>{weekdays(rule.weekdays)}</span>
                    <span className={classes.second}>{span(rule.beginDate, rule.endDate)}</span>
                  </>
                ) : (
                  span(rule.beginDate, rule.endDate)
                ),
            },
            {
              head: common.change,
              cell: (rule) => (
                <Button
                  variant="default"
                  size="compact-sm"
                  aria-label={texts.endOf(whereOf(facility, rule))}
                  onClick={() => setEnding(rule)}
                >
                  {texts.end}
                </Button>
              ),
            },
          ]}
        />
      )}
      {ending && <EndRule facility={facility} rule={ending} onClose={() => setEnding(null)} />}
    </Panel>
  );
};

const EndRule = (props: { facility: FacilityAdministration; rule: PlacementRule; onClose: () => void }) => {
  const { rules: texts } = useAdministrationTexts();
  const { facility, rule, onClose } = props;
  const starts = rule.beginDate && rule.beginDate > facility.tonight ? rule.beginDate : facility.tonight;
  const [endDate, setEndDate] = useState<string | null>(starts);
  return (
    <TwoSteps
      title={texts.endTitle(whereOf(facility, rule))}
      words={{ doIt: texts.endDo, done: texts.ended, undone: texts.undone }}
      facilityId={facility.id}
      preview={previewRuleEnding}
      act={endRule}
      params={{ id: rule.id }}
      body={endDate ? { endDate } : null}
      onClose={onClose}
    >
      <DayInput
        needed
        label={texts.until}
        value={endDate}
        onChange={setEndDate}
        description={texts.untilHelp}
        data-autofocus
      />
    </TwoSteps>
  );
};
