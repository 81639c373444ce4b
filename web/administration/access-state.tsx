import { IconCircleCheck, IconLink, IconLinkOff, IconUserOff } from '@tabler/icons-react';
import type { Person } from '../../contract/accounts-administration.ts';
import { useFormats } from '../texts/formats.ts';
import classes from './administration.module.css';
import { useAdministrationTexts } from './texts.ts';

/** Whether a person can sign in, and if not yet, what is missing. */
export const AccessState = ({ person }: { person: Person }) => {
  const { states } = useAdministrationTexts().people;
  const formats = useFormats();
  const [look, Icon, words] = person.closedAt
    ? [classes.dim, IconUserOff, states.closed]
    : person.hasPassword
      ? [classes.good, IconCircleCheck, states.ready]
      : person.linkUntil
        ? [classes.waits, IconLink, states.link(formats.instant(person.linkUntil))]
        : [classes.late, IconLinkOff, states.nothing];
  return (
    <span className={`${classes.state} ${look}`}>
      <Icon size={15} aria-hidden />
      {words}
    </span>
  );
};
