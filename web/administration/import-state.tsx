import { IconCheck, IconHandStop, IconLoader, IconPlugConnectedX } from '@tabler/icons-react';
import type { ImportRun } from '../../contract/hmis.ts';
import classes from './administration.module.css';
import { useImportTexts } from './import-texts.ts';

const looks = {
  running: { icon: IconLoader, look: classes.waits },
  imported: { icon: IconCheck, look: classes.good },
  refused: { icon: IconHandStop, look: classes.risk },
  failed: { icon: IconPlugConnectedX, look: classes.risk },
  cut_off: { icon: IconPlugConnectedX, look: classes.late },
} as const;

/** What became of an import: an icon and a word. */
export const ImportState = ({ state }: { state: ImportRun['state'] }) => {
  const { states } = useImportTexts();
  const { icon: Icon, look } = looks[state];
  return (
    <span className={`${classes.state} ${look}`}>
      <Icon size={16} aria-hidden />
      {states[state]}
    </span>
  );
};
