import { IconArrowLeft } from '@tabler/icons-react';
import { Link, useSearch } from '@tanstack/react-router';
import { useClientId } from '../clients/client-query.ts';
import { pathTo } from '../paths.ts';
import { useTexts } from '../texts/language.tsx';
import { readStaySearch, writeStaySearch } from './stay-search.ts';
import classes from './way-back.module.css';

/** The way back to the Housing Reservation form from a room that one of its obstacles led to. */
export const WayBack = () => {
  const { form: texts } = useTexts().reservations;
  const raw = useSearch({ strict: false }) as Record<string, unknown>;
  const stay = readStaySearch(raw);
  const here = useClientId();
  const clientId = typeof raw.of === 'number' ? raw.of : here;
  if (stay.facility === undefined || clientId === null) return null;
  return (
    <Link
      to={pathTo('housingFacilities', { clientId })}
      search={writeStaySearch(stay) as never}
      className={classes.back}
    >
      <IconArrowLeft size={16} aria-hidden />
      {texts.wayBack}
    </Link>
  );
};
