import { ActionIcon, Popover, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import {
  IconHelp,
  IconKeyboard,
  IconLanguage,
  IconLogout,
  IconMoon,
  IconSun,
  IconUserCog,
  IconX,
} from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useId, useState } from 'react';
import { pathTo } from '../paths.ts';
import { shortcutListOpen } from '../shell/shortcut-list.tsx';
import { useLanguage } from '../texts/language.tsx';
import { announce } from '../ui/announce.tsx';
import { KeyHint } from '../ui/key-hint.tsx';
import { CombinationForm } from './combination-form.tsx';
import { signOut, useSession } from './session.tsx';
import classes from './settings-menu.module.css';

const initialsOf = (name: string) => {
  const words = name.split(/\s+/).filter(Boolean);
  return [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map((w) => w?.[0]?.toUpperCase() ?? '')
    .join('');
};

/** Under the user's initials: Account Settings with Workgroup and Organization, then this browser's wishes. */
export const SettingsMenu = () => {
  const { user, combinations } = useSession();
  const { texts: all, language, choose } = useLanguage();
  const { settings: texts, shell } = all.app;
  const navigate = useNavigate();
  const [open, setOpen] = useState(false);
  const { setColorScheme } = useMantineColorScheme();
  const dark = useComputedColorScheme('light') === 'dark';
  const title = useId();
  const close = () => setOpen(false);
  return (
    <Popover
      opened={open}
      onChange={setOpen}
      position="bottom-end"
      offset={4}
      trapFocus
      returnFocus
      withRoles={false}
      width={318}
      withOverlay
      overlayProps={{ backgroundOpacity: 0 }}
    >
      <Popover.Target>
        <button
          type="button"
          className={classes.initials}
          aria-label={shell.settings(initialsOf(user.name), user.name)}
          aria-haspopup="dialog"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {initialsOf(user.name)}
        </button>
      </Popover.Target>
      <Popover.Dropdown className={classes.menu} role="dialog" aria-modal aria-labelledby={title}>
        <div className={classes.user}>
          <div>
            <p id={title} className={classes.name}>
              <span className="visually-hidden">{texts.title}: </span>
              {user.name}
            </p>
            <p className={classes.email}>{user.email}</p>
          </div>
          <ActionIcon onClick={close} aria-label={texts.close} color="gray">
            <IconX size={20} aria-hidden />
          </ActionIcon>
        </div>
        <h2 className={classes.section}>{texts.account}</h2>
        {combinations.length === 0 ? (
          <p className={classes.dim}>{texts.noCombination}</p>
        ) : (
          <CombinationForm
            onCancel={close}
            onApplied={(workgroup, organization) => {
              close();
              announce(shell.nowActing(workgroup, organization));
            }}
          />
        )}
        <div className={classes.wishes}>
          <Wish
            icon={dark ? <IconSun size={18} aria-hidden /> : <IconMoon size={18} aria-hidden />}
            onClick={() => setColorScheme(dark ? 'light' : 'dark')}
          >
            {dark ? texts.toLight : texts.toDark}
          </Wish>
          <Wish
            icon={<IconLanguage size={18} aria-hidden />}
            onClick={() => choose(language === 'en' ? 'es' : 'en')}
            lang={language === 'en' ? 'es' : 'en'}
          >
            {texts.language}
          </Wish>
          <Wish
            icon={<IconUserCog size={18} aria-hidden />}
            onClick={() => {
              close();
              void navigate({ to: pathTo('account') });
            }}
          >
            {texts.ownAccount}
          </Wish>
          <Wish
            icon={<IconKeyboard size={18} aria-hidden />}
            onClick={() => {
              close();
              shortcutListOpen.set(true);
            }}
          >
            {texts.shortcuts} <KeyHint keys="?" />
          </Wish>
          <Wish
            icon={<IconHelp size={18} aria-hidden />}
            onClick={() => {
              close();
              void navigate({ to: pathTo('help') });
            }}
          >
            {shell.help}
          </Wish>
          <Wish icon={<IconLogout size={18} aria-hidden />} onClick={() => void signOut()}>
            {texts.signOut}
          </Wish>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
};

const Wish = (props: {
  icon: React.ReactNode;
  onClick: () => void;
  lang?: string;
  children: React.ReactNode;
}) => (
  <button type="button" className={classes.wish} onClick={props.onClick} lang={props.lang}>
    {props.icon}
    {props.children}
  </button>
);
