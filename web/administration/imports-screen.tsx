import { Button, FileButton } from '@mantine/core';
import { IconDatabaseImport, IconFileZip, IconFolder } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ImportRun } from '../../contract/hmis.ts';
import { useFormCombination } from '../accounts/form-combination.ts';
import { pathTo } from '../paths.ts';
import { Loaded } from '../shell/loaded.tsx';
import { NotDoneFrame } from '../shell/not-done-frame.tsx';
import { Screen } from '../shell/screen.tsx';
import { useFormats } from '../texts/formats.ts';
import { DataTable } from '../ui/data-table.tsx';
import { Door } from '../ui/door.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Panel } from '../ui/panel.tsx';
import classes from './administration.module.css';
import { useHandIn, useImports } from './import-query.ts';
import { ImportState } from './import-state.tsx';
import { useImportTexts } from './import-texts.ts';
import imports from './imports.module.css';
import { isCsv, packCsvFiles } from './pack-export.ts';

/** Hands in an export of another HMIS, and lists what came of those before. */
export const ImportsScreen = () => {
  const texts = useImportTexts();
  const query = useImports();
  return (
    <Screen title={texts.title} about={texts.about}>
      <div className={classes.page}>
        <ChooseExport />
        <Panel title={texts.facts.title} padded>
          <ul className={imports.facts}>
            {texts.facts.list.map((fact) => (
              <li key={fact}>{fact}</li>
            ))}
          </ul>
        </Panel>
        <Loaded query={query}>{({ imports: runs }) => <ImportHistory runs={runs} />}</Loaded>
      </div>
    </Screen>
  );
};

/** A zip as it is, or the CSV files of a folder, which become one when it is sent. */
type Chosen = { name: string; zip: File } | { name: string; csv: File[] };

const ChooseExport = () => {
  const { choose: texts } = useImportTexts();
  const navigate = useNavigate();
  const combination = useFormCombination();
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [packing, setPacking] = useState(false);
  const [sending, setSending] = useState(0);
  const { handIn, busy, notDone, dismiss } = useHandIn(combination, (run) => {
    void navigate({ to: pathTo('importRun', { importId: run.id }) });
  });
  const choose = (next: Chosen | null, why: string | null = null) => {
    dismiss();
    setChosen(next);
    setProblem(why);
  };
  const chooseFolder = (all: File[]) => {
    if (all.length === 0) return;
    const csv = all.filter(isCsv);
    const name = all[0]!.webkitRelativePath.split('/')[0] || all[0]!.name;
    choose(csv.length > 0 ? { name, csv } : null, csv.length > 0 ? null : texts.noCsv);
  };
  const begin = async () => {
    if (!chosen) return;
    setPacking('csv' in chosen);
    try {
      const zip = 'zip' in chosen ? chosen.zip : await packCsvFiles(chosen.csv);
      setSending(zip.size);
      handIn({ name: chosen.name, zip });
    } catch {
      choose(null, texts.unreadable);
    } finally {
      setPacking(false);
    }
  };
  return (
    <>
      <Panel title={texts.title} padded>
        <div className={classes.fields}>
          <p className={classes.dim}>{texts.note}</p>
          <div className={classes.buttons}>
            <FileButton
              accept=".zip,application/zip"
              onChange={(zip) => zip && choose({ name: zip.name, zip })}
            >
              {(props) => (
                <Button
                  {...props}
                  variant={chosen ? 'default' : 'filled'}
                  leftSection={<IconFileZip size={18} aria-hidden />}
                >
                  {texts.zip}
                </Button>
              )}
            </FileButton>
            <FileButton multiple inputProps={folderInput} onChange={chooseFolder}>
              {(props) => (
                <Button {...props} variant="default" leftSection={<IconFolder size={18} aria-hidden />}>
                  {texts.folder}
                </Button>
              )}
            </FileButton>
          </div>
          {problem && (
            <p role="alert" className={classes.risk}>
              {problem}
            </p>
          )}
          {chosen && (
            <div className={imports.chosen}>
              <p className={imports.chosenName}>
                {'zip' in chosen
                  ? texts.chosen(chosen.name, sayBytes(chosen.zip.size))
                  : texts.folderOf(chosen.name, chosen.csv.length)}
              </p>
              <Button loading={busy || packing} onClick={() => void begin()}>
                {texts.start}
              </Button>
            </div>
          )}
          <p role="status" className={classes.dim}>
            {packing ? texts.packing : busy ? texts.sending(sayBytes(sending)) : ''}
          </p>
        </div>
      </Panel>
      <NotDoneFrame
        notDone={notDone}
        title={texts.notBegun}
        combination={combination}
        onDismiss={dismiss}
        onAgain={() => void begin()}
      />
    </>
  );
};

// React has no words for this attribute, which every browser of the last years knows.
const folderInput = { webkitdirectory: '' } as Record<string, string>;

/** '12 KB', '1.4 MB', '230 MB'. */
const sayBytes = (bytes: number): string => {
  const megabytes = bytes / 2 ** 20;
  if (megabytes < 1) return `${Math.ceil(bytes / 1024)} KB`;
  return `${megabytes.toFixed(megabytes < 10 ? 1 : 0)} MB`;
};

const ImportHistory = ({ runs }: { runs: ImportRun[] }) => {
  const { history: texts } = useImportTexts();
  const formats = useFormats();
  return (
    <Panel title={texts.title}>
      {runs.length === 0 ? (
        <EmptyState
          icon={<IconDatabaseImport size={26} aria-hidden />}
          title={texts.none}
          why={texts.noneWhy}
        />
      ) : (
        <DataTable
          name={texts.title}
          rows={runs}
          rowKey={(run) => run.id}
          columns={[
            {
              head: texts.what,
              cell: (run) => <Door to={pathTo('importRun', { importId: run.id })}>{run.sourceName}</Door>,
            },
            { head: texts.when, oneLine: true, cell: (run) => formats.instantLong(run.startedAt) },
            { head: texts.who, cell: (run) => run.startedBy ?? texts.commandLine },
            {
              head: texts.outcome,
              cell: (run) => (
                <span>
                  <ImportState state={run.state} />
                  {run.title && <span className={classes.second}>{run.title}</span>}
                </span>
              ),
            },
          ]}
        />
      )}
    </Panel>
  );
};
