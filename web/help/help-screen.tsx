import { IconHelp, IconLifebuoy } from '@tabler/icons-react';
import { useCombination, useSession } from '../accounts/session.tsx';
import { Screen } from '../shell/screen.tsx';
import { help as en } from '../texts/en/help.ts';
import { help as es } from '../texts/es/help.ts';
import { useLanguage, useTexts } from '../texts/language.tsx';
import { Panel } from '../ui/panel.tsx';
import classes from './help-screen.module.css';

/** The short guide of the role in force, and whom to ask. */
export const HelpScreen = () => {
  const texts = useLanguage().language === 'es' ? es : en;
  const { workgroups } = useTexts().app;
  const { helpdesk } = useSession();
  const workgroup = useCombination()?.workgroup;
  const guide = workgroup ? texts.guides[workgroup] : [];
  return (
    <Screen title={texts.title} about={workgroup && texts.about(workgroups[workgroup])}>
      <div className={classes.page}>
        {guide.map((part) => (
          <Panel key={part.title} title={part.title} padded>
            <ul className={classes.lines}>
              {part.lines.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </Panel>
        ))}
        <Panel title={texts.ask} padded>
          <p className={classes.text}>{texts.askWhy}</p>
          <p className={classes.desk}>
            <IconLifebuoy size={20} aria-hidden />
            <strong>{helpdesk ?? texts.noDesk}</strong>
          </p>
          <p className={classes.keys}>
            <IconHelp size={18} aria-hidden />
            {texts.keys}
          </p>
        </Panel>
      </div>
    </Screen>
  );
};
