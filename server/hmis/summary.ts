import type { counted, ImportedResident, ImportSummary } from '../../contract/hmis.ts';
import type { About } from './about.ts';
import type { Findings } from './findings.ts';
import type { StagedFiles } from './stage-files.ts';
import type { Tally } from './tally.ts';

export type Counted = (typeof counted)[number];

const mostResidents = 500;

/** What an import did, as it is shown: counts of each kind, residents without a plain place, what is odd. */
export const summaryOf = (import_: {
  about: About;
  staged: StagedFiles;
  tallies: { what: Counted; tally: Tally }[];
  standing: Record<Counted, number>;
  residents: ImportedResident[];
  findings: Findings;
  milliseconds: number;
}): ImportSummary => {
  const { about, staged, tallies, standing, residents, findings, milliseconds } = import_;
  return {
    implementation: about.implementation,
    exportedAt: about.exportedAt,
    period: about.period,
    software: about.software,
    seconds: Math.round(milliseconds / 100) / 10,
    files: staged.files,
    otherServices: staged.otherServices,
    counts: tallies.map(({ what, tally: { added, changed, removed } }) => ({
      what,
      added,
      changed,
      removed,
      unchanged: Math.max(0, standing[what] - added - changed),
    })),
    residents: residents.slice(0, mostResidents),
    residentsNotListed: Math.max(0, residents.length - mostResidents),
    warnings: findings.oddities,
  };
};

const count = (n: number, one: string, many: string) =>
  `${n.toLocaleString('en-US')} ${n === 1 ? one : many}`;

/** A summary in a sentence or two. */
export const titleOf = ({ counts, warnings }: ImportSummary): string => {
  const touched = counts.reduce((sum, { added, changed, removed }) => sum + added + changed + removed, 0);
  const changed = counts.reduce((sum, one) => sum + one.changed + one.removed, 0);
  const odd = warnings.reduce((sum, warning) => sum + warning.count, 0);
  const added = (what: Counted) => counts.find((one) => one.what === what)?.added ?? 0;
  const news = `Imported: ${count(added('client'), 'person', 'people')}, ${count(added('enrollment'), 'enrollment', 'enrollments')} and ${count(added('bed_night'), 'bed night', 'bed nights')} are new${changed > 0 ? `, ${count(changed, 'record', 'records')} changed` : ''}.`;
  return [
    touched === 0 ? 'Nothing has changed since the last import.' : news,
    ...(odd > 0 ? [`${count(odd, 'thing is', 'things are')} odd and kept.`] : []),
  ].join(' ');
};

/** What the export wanted otherwise and was left, because somebody relies on it here. */
export const noteWhatStayed = (
  findings: Findings,
  stayed: { people: number; rooms: number; promises: number },
) => {
  const note = (code: string, file: string, count: number, sentence: string) => {
    const finding = { file: `${file}.csv`, line: null, column: null, value: null, reason: `${sentence}.` };
    if (count > 0) findings.strange(code, sentence, finding, count);
  };
  note(
    'deleted_but_placed',
    'Client',
    stayed.people,
    'People who are deleted in the export and kept, because a place is kept for them here',
  );
  note(
    'own_beds',
    'Inventory',
    stayed.rooms,
    'Rooms left as they are, because the shelter has set up beds of its own in them',
  );
  note(
    'promise_without_stay',
    'Exit',
    stayed.promises,
    'Enrollments that the export ends, by which places are kept for nights to come',
  );
};
