import { Button } from '@mantine/core';
import { IconCircleCheck, IconDownload } from '@tabler/icons-react';
import { useParams } from '@tanstack/react-router';
import { type ImportDetails, readRejects } from '../../contract/hmis.ts';
import { call } from '../api.ts';
import { pathTo } from '../paths.ts';
import { Loaded } from '../shell/loaded.tsx';
import { Screen } from '../shell/screen.tsx';
import { useFormats } from '../texts/formats.ts';
import { DoorButton } from '../ui/door.tsx';
import { RefusalFrame } from '../ui/refusal-frame.tsx';
import classes from './administration.module.css';
import { ImportProgressPanel } from './import-progress.tsx';
import { useImport } from './import-query.ts';
import { ImportSummaryPanels } from './import-summary.tsx';
import { useImportTexts, useNumbers } from './import-texts.ts';
import imports from './imports.module.css';

/** One import: how far it is, then what came of it. */
export const ImportScreen = () => {
  const { run: texts, title } = useImportTexts();
  const importId = Number((useParams({ strict: false }) as { importId?: string }).importId);
  const query = useImport(importId);
  return (
    <Screen
      title={query.data ? texts.title(query.data.sourceName) : title}
      about={query.data && <Begun run={query.data} />}
    >
      <div className={classes.page}>
        <Loaded query={query}>{(run) => <Outcome run={run} />}</Loaded>
      </div>
    </Screen>
  );
};

const Begun = ({ run }: { run: ImportDetails }) => {
  const { run: texts, history } = useImportTexts();
  const formats = useFormats();
  return texts.begun(formats.instantLong(run.startedAt), run.startedBy ?? history.commandLine);
};

const Outcome = ({ run }: { run: ImportDetails }) => {
  const { run: texts } = useImportTexts();
  if (run.state === 'running') return <ImportProgressPanel progress={run.progress} />;
  if (run.state === 'imported' && run.summary) {
    return (
      <>
        <p className={imports.result} role="status">
          <IconCircleCheck size={22} aria-hidden />
          {run.title}
        </p>
        <div className={classes.buttons}>
          <DoorButton to={pathTo('agreements')}>{texts.agreements}</DoorButton>
          <RejectsButton run={run} />
          <Again />
        </div>
        <ImportSummaryPanels summary={run.summary} />
      </>
    );
  }
  if (run.state === 'refused') return <Refused run={run} />;
  return (
    <RefusalFrame title={run.title ?? ''} said={texts.cutOffSaid}>
      <Again />
    </RefusalFrame>
  );
};

const Refused = ({ run }: { run: ImportDetails }) => {
  const { run: texts } = useImportTexts();
  const numbers = useNumbers();
  const more = run.errorCount - run.errors.length;
  return (
    <div className={imports.refused}>
      <RefusalFrame
        title={run.title ?? ''}
        said={run.errorCount === 0 ? texts.notReadySaid : texts.refusedSaid}
        reasons={[
          ...run.errors.map(({ file, line, column, value, reason }, i) => ({
            key: `${i}`,
            sentence: reason,
            fact: [texts.place(file, line === null ? null : numbers(line), column), value]
              .filter(Boolean)
              .join(' · '),
          })),
          ...(more > 0 ? [{ key: 'more', sentence: texts.more(numbers(more)) }] : []),
        ]}
      >
        <RejectsButton run={run} />
        <Again />
      </RefusalFrame>
      {run.hasRejects && <p className={classes.second}>{texts.rejectsWhy}</p>}
    </div>
  );
};

const Again = () => {
  const { run: texts } = useImportTexts();
  return (
    <DoorButton to={pathTo('imports')} variant="default">
      {texts.again}
    </DoorButton>
  );
};

const RejectsButton = ({ run }: { run: ImportDetails }) => {
  const { run: texts } = useImportTexts();
  if (!run.hasRejects) return null;
  const download = async () => {
    const { fileName, csv } = await call(readRejects, { params: { id: run.id } });
    const url = URL.createObjectURL(new Blob([csv], { type: 'text/csv' }));
    Object.assign(document.createElement('a'), { href: url, download: fileName }).click();
    URL.revokeObjectURL(url);
  };
  return (
    <Button
      variant="default"
      leftSection={<IconDownload size={18} aria-hidden />}
      onClick={() => void download()}
    >
      {texts.rejects}
    </Button>
  );
};
