import { useQuery } from '@tanstack/react-query';
import { readBarReport } from '../../contract/bars.ts';
import type { Reply } from '../../contract/endpoint.ts';
import { addDays, type Night } from '../../contract/nights.ts';
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

/** Days [from, to) of a report. */
export type Span = { from: Night; to: Night };

/** Bars and the placements they stopped, of this year unless told: the server knows the county's day. */
export const useBarReport = (span?: Span) =>
  useQuery(reading([...barsKey, 'report', { ...span }], readBarReport, { query: { ...span } }));

/** The shelter's own, or all shelters' month by month without small counts. */
export const BarReport = ({ span }: { span?: Span }) => {
  const { report: texts } = useBarTexts();
  const { reasons } = useTexts().clients.bars;
  const formats = useFormats();
  const query = useBarReport(span);
  const say = (n: number | null) => n ?? texts.few;
  const { data } = query;
  return (
    <Panel
      title={texts.title}
      note={data && texts.note(formats.nightLong(data.from), formats.nightLong(addDays(data.to, -1)))}
    >
      <Loaded query={query}>
        {({ own, rows, appeals, warnings }) => (
          <>
            {rows.length === 0 ? (
              <EmptyState title={texts.none} />
            ) : (
              <DataTable
                name={texts.title}
                rows={rows}
                rowKey={(row) => `${row.month} ${row.reasonCode}`}
                columns={[
                  ...(own
                    ? []
                    : [{ head: texts.month, cell: (row: Row) => row.month && formats.month(row.month) }]),
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

type Row = Reply<typeof readBarReport>['rows'][number];
