import { IconCircleDashed, IconCircleDot, IconPhone } from '@tabler/icons-react';
import type { EnrollmentSummary } from '../../contract/enrollment.ts';
import { useCombination } from '../accounts/session.tsx';
import { useFormats } from '../texts/formats.ts';
import { useTexts } from '../texts/language.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { KindLine } from './kind-line.tsx';
import classes from './lists.module.css';

const order = { open: 0, pending: 1, ended: 2, voided: 3 } as const;
const newest = (e: EnrollmentSummary) => e.entryDate ?? e.plannedDate ?? '';

/** Open first, then pending, then what is over, newest first. */
export const inOrder = (enrollments: EnrollmentSummary[]): EnrollmentSummary[] =>
  enrollments.toSorted((a, b) => order[a.state] - order[b.state] || newest(b).localeCompare(newest(a)));

export const EnrollmentsTable = ({ enrollments }: { enrollments: EnrollmentSummary[] }) => {
  const { enrollments: texts } = useTexts().clients;
  const formats = useFormats();
  return (
    <DataTable
      name={texts.title}
      rows={enrollments}
      rowKey={(e) => e.id}
      columns={[
        { head: texts.project, width: '25%', cell: (e) => <ProjectName enrollment={e} /> },
        {
          head: texts.what,
          width: '18%',
          oneLine: true,
          bare: true,
          cell: (e) => <KindLine kind={e.kind} />,
        },
        {
          head: texts.from,
          width: '15%',
          oneLine: true,
          cell: (e) =>
            (e.entryDate ?? e.plannedDate) && formats.nightLong((e.entryDate ?? e.plannedDate) as string),
        },
        {
          head: texts.until,
          width: '15%',
          oneLine: true,
          cell: (e) => (
            <span className={e.exitDate ? undefined : classes.dim}>
              {e.exitDate
                ? formats.nightLong(e.exitDate)
                : e.state === 'open'
                  ? texts.open
                  : e.state === 'pending' && texts.planned}
            </span>
          ),
        },
        { head: texts.state, bare: true, cell: (e) => <EnrollmentState enrollment={e} /> },
      ]}
    />
  );
};

const ProjectName = ({ enrollment }: { enrollment: EnrollmentSummary }) => (
  <span
    className={enrollment.state === 'open' || enrollment.state === 'pending' ? classes.strong : undefined}
  >
    {enrollment.projectName}
  </span>
);

const EnrollmentState = ({ enrollment: e }: { enrollment: EnrollmentSummary }) => {
  const { enrollments: texts } = useTexts().clients;
  const isTeam = useCombination()?.workgroup === 'shelter_reservation_team';
  const formats = useFormats();
  if (e.state === 'ended')
    return (
      <span className={classes.dim}>
        {texts.ended}
        {e.mayReturnFrom && (
          <span className={classes.second}>{texts.mayReturnFrom(formats.nightLong(e.mayReturnFrom))}</span>
        )}
      </span>
    );
  if (e.state === 'voided') return <span className={classes.dim}>{texts.voided}</span>;
  const toAsk = e.toAskAtTheDoor > 0 && (
    <span className={classes.second}>{texts.toAsk(e.toAskAtTheDoor)}</span>
  );
  if (e.state === 'pending') {
    return (
      <span className={classes.stack}>
        <span className={`${classes.state} ${classes.expected}`}>
          <IconCircleDashed size={15} aria-hidden />
          {texts.pending}
        </span>
        {toAsk}
      </span>
    );
  }
  const livesThere = e.kind === 'extended_stay';
  const words = isTeam ? (livesThere ? texts.livesThere : texts.reused) : texts.openPlain;
  return (
    <span className={classes.stack}>
      <span className={`${classes.state} ${classes.good}`}>
        {livesThere && isTeam ? <IconPhone size={15} aria-hidden /> : <IconCircleDot size={15} aria-hidden />}
        {words}
      </span>
      {toAsk}
    </span>
  );
};
