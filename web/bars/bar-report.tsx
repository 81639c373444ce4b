import { useQuery } from '@tanstack/react-query';
import { readBarReport } from '../../contract/bars.ts';
import type { Night } from '../../contract/nights.ts';
import { reading } from '../query.ts';
import { Loaded } from '../shell/loaded.tsx';
import { useFormats } from '../texts/formats.ts';
import { useTexts } from '../texts/language.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Panel } from '../ui/panel.tsx';
import { barsKey } from './bar-query.ts';
import { useBarTexts } from './bar-texts.ts';
import classes from './bars.module.css';

/** Bars and the placements they stopped on the days [from, to): the shelter's own, or all shelters' without small counts. */
export const BarReport = ({ from, to }: { from: Night; to: Night }) => {
  const { report: texts } = useBarTexts();
  const { reasons } = useTexts().clients.bars;
  const formats = useFormats();
  const query = useQuery(reading([...barsKey, 'report', from, to], readBarReport, { query: { from, to } }));
  const say = (n: number | null) => n ?? texts.few;
  return (
    <Panel title={texts.title} note={texts.note(formats.nightLong(from))}>
      <Loaded query={query}>
        {({ own, rows, appeals, warnings }) => (
          <>
            {rows.length === 0 ? (
              <EmptyState title={texts.none} />
            ) : (
              <DataTable
                name={texts.title}
                rows={rows}
                rowKey={(row) => row.reasonCode}
                columns={[
                  { head: texts.reason, cell: (row) => reasons[row.reasonCode] ?? row.reasonCode },
                  { head: texts.bars, cell: (row) => say(row.bars) },
                  { head: texts.blocked, cell: (row) => say(row.blocked) },
                ]}
              />
            )}
            <ul className={classes.foot}>
              {appeals && <li>{texts.appeals(appeals.filed, appeals.changed, appeals.open)}</li>}
              {warnings !== null && <li>{texts.warnings(warnings)}</li>}
              <li>{own ? texts.outside : texts.small}</li>
            </ul>
          </>
        )}
      </Loaded>
    </Panel>
  );
};
