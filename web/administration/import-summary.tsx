import type { ImportSummary } from '../../contract/hmis.ts';
import { useFormats } from '../texts/formats.ts';
import { DataTable } from '../ui/data-table.tsx';
import { Panel } from '../ui/panel.tsx';
import classes from './administration.module.css';
import { useImportTexts, useNumbers } from './import-texts.ts';
import imports from './imports.module.css';

/** What an import changed, what is odd, who has no plain place, what was not read. */
export const ImportSummaryPanels = ({ summary }: { summary: ImportSummary }) => (
  <>
    <Counts summary={summary} />
    <Residents summary={summary} />
    <Oddities summary={summary} />
    <Files summary={summary} />
  </>
);

const Counts = ({ summary }: { summary: ImportSummary }) => {
  const { summary: texts } = useImportTexts();
  const numbers = useNumbers();
  const formats = useFormats();
  const exportedOn = /^\d{4}-\d{2}-\d{2}/.exec(summary.exportedAt)?.[0];
  const number = (n: number) => <span className={n === 0 ? imports.zero : imports.number}>{numbers(n)}</span>;
  return (
    <Panel
      title={texts.counts}
      note={`${texts.from(summary.implementation, summary.software, exportedOn ? formats.nightLong(exportedOn) : '?')}, ${texts.seconds(numbers(summary.seconds))}`}
    >
      <DataTable
        name={texts.counts}
        rows={summary.counts}
        rowKey={({ what }) => what}
        columns={[
          {
            head: texts.kind,
            cell: ({ what }) => <span className={classes.strong}>{texts.kinds[what]}</span>,
          },
          { head: texts.added, cell: ({ added }) => number(added) },
          { head: texts.changed, cell: ({ changed }) => number(changed) },
          { head: texts.removed, cell: ({ removed }) => number(removed) },
          { head: texts.unchanged, cell: ({ unchanged }) => number(unchanged) },
        ]}
      />
    </Panel>
  );
};

const Residents = ({ summary: { residents, residentsNotListed } }: { summary: ImportSummary }) => {
  const { summary: texts } = useImportTexts();
  const numbers = useNumbers();
  const formats = useFormats();
  if (residents.length === 0) return null;
  return (
    <Panel title={texts.residents} note={texts.residentsWhy}>
      <DataTable
        name={texts.residents}
        rows={residents}
        rowKey={(one) => `${one.clientId} ${one.facilityName} ${one.since}`}
        columns={[
          { head: texts.resident, cell: (one) => <span className={classes.strong}>{one.personalId}</span> },
          {
            head: texts.facility,
            cell: (one) => (
              <span>
                {one.facilityName}
                <span className={classes.second}>{one.place ?? texts.noPlace}</span>
              </span>
            ),
          },
          { head: texts.since, oneLine: true, cell: (one) => formats.nightLong(one.since) },
          { head: texts.why, cell: (one) => texts.reasons[one.why] },
        ]}
      />
      {residentsNotListed > 0 && (
        <p className={classes.padded}>{texts.moreResidents(numbers(residentsNotListed))}</p>
      )}
    </Panel>
  );
};

const Oddities = ({ summary: { warnings } }: { summary: ImportSummary }) => {
  const { summary: texts } = useImportTexts();
  const numbers = useNumbers();
  return (
    <Panel title={texts.odd}>
      {warnings.length === 0 ? (
        <p className={classes.padded}>{texts.oddNone}</p>
      ) : (
        <DataTable
          name={texts.odd}
          rows={warnings}
          rowKey={({ code }) => code}
          columns={[
            { head: texts.oddity, cell: ({ sentence }) => sentence },
            {
              head: texts.times,
              cell: ({ count }) => <span className={imports.number}>{numbers(count)}</span>,
            },
            {
              head: texts.where,
              cell: ({ examples: [first] }) =>
                first?.line ? (
                  <span className={classes.dim}>{texts.line(first.file, first.line)}</span>
                ) : null,
            },
          ]}
        />
      )}
    </Panel>
  );
};

const Files = ({ summary: { files, otherServices } }: { summary: ImportSummary }) => {
  const { summary: texts } = useImportTexts();
  const numbers = useNumbers();
  const shown = files.filter(({ rows, read }) => read || rows > 0);
  return (
    <Panel title={texts.files}>
      <DataTable
        name={texts.files}
        rows={shown}
        rowKey={({ file }) => file}
        columns={[
          { head: texts.file, cell: ({ file }) => `${file}.csv` },
          {
            head: texts.rows,
            cell: ({ rows }) => (
              <span className={rows === 0 ? imports.zero : imports.number}>{numbers(rows)}</span>
            ),
          },
          {
            head: texts.read,
            cell: ({ read }) => (
              <span className={read ? undefined : classes.dim}>{read ? texts.read : texts.notRead}</span>
            ),
          },
        ]}
      />
      {(otherServices > 0 || shown.length < files.length) && (
        <p className={classes.padded}>
          {[
            otherServices > 0 && texts.otherServices(numbers(otherServices)),
            shown.length < files.length && texts.without(files.length - shown.length),
          ]
            .filter(Boolean)
            .join(' ')}
        </p>
      )}
    </Panel>
  );
};
