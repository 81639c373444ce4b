import {
  IconLanguage,
  IconLock,
  IconLockOpen,
  IconLockQuestion,
  IconMessageCheck,
  IconPaw,
  IconPhoneOff,
  IconVolume,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { pathTo } from '../paths.ts';
import { useFormats } from '../texts/formats.ts';
import { useTexts } from '../texts/language.tsx';
import { useClient } from './client-query.ts';
import { NeedChip } from './need-chip.tsx';
import classes from './person-header.module.css';
import { namedNeeds, sayAge, sayConsent, saySafeContact } from './person-words.ts';

/** The person, largest; how to say the name; what they go by; consent, safe contact, needs. Nothing about bars. */
export const PersonHeader = () => {
  const { client } = useClient();
  const { person: texts } = useTexts().clients;
  const age = sayAge(texts, client);
  const facts = [
    client.goesBy && client.goesBy !== client.name && (
      <span key="goes-by">
        {texts.goesBy} <strong>{client.goesBy}</strong>
      </span>
    ),
    client.codeName && <span key="code">{texts.codeName}</span>,
    age && <span key="age">{age}</span>,
    client.birthYear && <span key="born">{texts.born(String(client.birthYear))}</span>,
    <span key="id">{texts.hmis(client.id)}</span>,
  ].filter(Boolean);
  return (
    <div className={classes.person}>
      <h1 className={classes.name}>{client.name}</h1>
      <p className={classes.line}>
        {client.sayIt && (
          <span className={classes.sayIt}>
            <IconVolume size={16} aria-hidden />
            <span className="visually-hidden">{texts.sayIt} </span>
            {client.sayIt}
          </span>
        )}
        {facts}
      </p>
      <Chips />
    </div>
  );
};

const Chips = () => {
  const { client, needs } = useClient();
  const { clients, placement } = useTexts();
  const { person: texts } = clients;
  const formats = useFormats();
  const contact = saySafeContact(texts, client);
  return (
    <ul className={classes.chips} aria-label={texts.facts}>
      <li>
        <ConsentChip words={sayConsent(texts, formats, client)} shares={client.shares} clientId={client.id} />
      </li>
      {contact && (
        <li>
          <span className={classes.chip}>
            {contact.warns ? (
              <IconPhoneOff size={15} className={classes.warns} aria-hidden />
            ) : (
              <IconMessageCheck size={15} className={classes.good} aria-hidden />
            )}
            {contact.words}
          </span>
        </li>
      )}
      {client.interpreter && (
        <li>
          <span className={classes.chip}>
            <IconLanguage size={15} aria-hidden />
            {client.language ? texts.interpreter(client.language) : texts.interpreterPlain}
          </span>
        </li>
      )}
      {namedNeeds(needs).map((need) => (
        <li key={need}>
          <NeedChip need={need} />
        </li>
      ))}
      {needs !== null && needs.pets > 0 && (
        <li>
          <span className={`${classes.chip} ${classes.need}`}>
            <IconPaw size={15} aria-hidden />
            {placement.pets(needs.pets)}
          </span>
        </li>
      )}
    </ul>
  );
};

const ConsentChip = ({
  words,
  shares,
  clientId,
}: {
  words: string;
  shares: boolean | null;
  clientId: number;
}) => {
  if (shares === null) {
    return (
      <Link to={pathTo('consent', { clientId })} className={`${classes.chip} ${classes.toDo}`}>
        <IconLockQuestion size={15} aria-hidden />
        {words}
      </Link>
    );
  }
  return (
    <span className={classes.chip}>
      {shares ? (
        <IconLockOpen size={15} className={classes.good} aria-hidden />
      ) : (
        <IconLock size={15} aria-hidden />
      )}
      {words}
    </span>
  );
};
