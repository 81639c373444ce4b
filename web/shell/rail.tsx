import { Link, useNavigate } from '@tanstack/react-router';
import { pathTo } from '../paths.ts';
import { useTexts } from '../texts/language.tsx';
import { useShortcuts } from '../ui/keyboard.ts';
import type { workspaces } from '../workspaces.ts';
import { useWorkspaces } from './has-room.ts';
import classes from './rail.module.css';

/** The workspaces: on the left, on a phone at the bottom. */
export const Rail = () => {
  const texts = useTexts().app;
  const navigate = useNavigate();
  const shown = useWorkspaces();
  useShortcuts(
    shown.map((w) => ({
      keys: `g ${w.key}`,
      label: texts.keys.go(texts.shell[w.name]),
      everywhere: true,
      act: () => void navigate({ to: pathOf(w.room) }),
    })),
  );
  return (
    <nav className={classes.rail} aria-label={texts.shell.workspaces}>
      {shown.map((w) => (
        <Link
          key={w.name}
          to={pathOf(w.room)}
          className={classes.workspace}
          activeProps={{ 'data-active': true }}
          activeOptions={{ exact: w.room === 'home' }}
        >
          <w.icon size={22} stroke={1.6} aria-hidden />
          <span>{texts.shell[w.name]}</span>
        </Link>
      ))}
    </nav>
  );
};

const pathOf = (room: (typeof workspaces)[number]['room']) => pathTo(room as 'home');
