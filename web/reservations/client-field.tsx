import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { ClientCombobox } from '../clients/client-combobox.tsx';
import { useClient } from '../clients/client-query.ts';
import { pathTo } from '../paths.ts';
import { useTexts } from '../texts/language.tsx';
import classes from './housing-reservation.module.css';
import { sayBoth } from './party-words.ts';
import { useStaySearch, writeStaySearch } from './stay-search.ts';

/** Whose reservation it is. Another client's is made in that client's record, for the same facility and nights. */
export const ClientField = ({ facilityId }: { facilityId: number }) => {
  const { form: words } = useTexts().reservations;
  const { search } = useTexts().clients;
  const { client } = useClient();
  const { stay } = useStaySearch();
  const navigate = useNavigate();
  const [changing, setChanging] = useState(false);
  const [text, setText] = useState('');
  const called = client.goesBy ?? client.name;
  return (
    <div>
      <p className={classes.label}>{words.client}</p>
      {changing ? (
        <div className={classes.otherClient}>
          <ClientCombobox
            look="inline"
            label={words.findClient}
            placeholder={search.shortPlaceholder}
            text={text}
            onText={setText}
            onPick={(hit) =>
              void navigate({
                to: pathTo('housingFacilities', { clientId: hit.id }),
                search: writeStaySearch({ facility: facilityId, begin: stay.begin, end: stay.end }) as never,
              })
            }
          />
          <Button variant="subtle" size="compact-sm" onClick={() => setChanging(false)}>
            {words.keepClient(called)}
          </Button>
        </div>
      ) : (
        <div className={classes.client}>
          <span>{sayBoth(client)}</span>
          <Button variant="subtle" size="compact-sm" onClick={() => setChanging(true)}>
            {words.changeClient}
            <span className="visually-hidden"> {words.changeClientOf(called)}</span>
          </Button>
        </div>
      )}
    </div>
  );
};
