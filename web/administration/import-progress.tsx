import { IconCircle, IconCircleCheck, IconCircleDotted } from '@tabler/icons-react';
import type { ImportProgress } from '../../contract/hmis.ts';
import { Panel } from '../ui/panel.tsx';
import classes from './administration.module.css';
import { useImportTexts, useNumbers } from './import-texts.ts';
import imports from './imports.module.css';

const steps = ['reading', 'checking', 'saving'] as const;

/** How far a running import is: its three steps, the files read, what is being saved. */
export const ImportProgressPanel = ({ progress }: { progress: ImportProgress }) => {
  const { run: texts, summary } = useImportTexts();
  const numbers = useNumbers();
  const at = (steps as readonly string[]).indexOf(progress.phase);
  const bytes = progress.files.reduce((sum, file) => sum + file.bytes, 0);
  const read = progress.files.reduce((sum, file) => sum + Math.min(file.bytesRead, file.bytes), 0);
  const share = at > 0 ? 100 : bytes > 0 ? Math.floor((100 * read) / bytes) : 0;
  const file = progress.files.find((one) => !one.done && one.bytesRead > 0);
  const said =
    progress.phase === 'checking'
      ? texts.checking
      : progress.saving
        ? texts.saving(summary.kinds[progress.saving as keyof typeof summary.kinds].toLowerCase())
        : file
          ? texts.reading(file.file, numbers(file.rows))
          : texts.waiting;
  return (
    <Panel title={said} padded>
      <div className={classes.fields}>
        <p className="visually-hidden" role="status">
          {at > 0 ? said : texts.steps.reading}
        </p>
        <progress className={imports.bar} max={100} value={share} aria-label={texts.progress} />
        <ol className={imports.steps}>
          {steps.map((step, i) => {
            const state = i < at ? 'done' : i === at ? 'now' : 'ahead';
            const Icon = { done: IconCircleCheck, now: IconCircleDotted, ahead: IconCircle }[state];
            return (
              <li key={step} className={imports[state]} aria-current={state === 'now' ? 'step' : undefined}>
                <Icon size={18} aria-hidden />
                {texts.steps[step]}
                <span className={classes.dim}>{texts.stepStates[state]}</span>
              </li>
            );
          })}
        </ol>
        <p className={classes.dim}>{texts.leave}</p>
      </div>
    </Panel>
  );
};
