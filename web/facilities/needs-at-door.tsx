import {
  BunkField,
  isSmall,
  NeedsField,
  type PartyGuest,
  SleepsField,
} from '../reservations/guest-fields.tsx';
import type { GuestEntries } from '../reservations/reservation-entries.ts';
import { useReservationCheck } from '../reservations/use-reservation-check.ts';
import { useTexts } from '../texts/language.tsx';
import classes from './door.module.css';

interface NeedsAtDoorProps {
  facilityId: number;
  guest: PartyGuest;
  /** Everybody with whom they may share a place, themselves among them. */
  party: PartyGuest[];
  entries: GuestEntries;
  onChange: (next: GuestEntries) => void;
}

/**
 * What one person from the door needs: as assessed, until the desk says otherwise. A small child is always asked after;
 * whose age may not be seen here may be one.
 */
export const NeedsAtDoor = ({ facilityId, guest, ...fields }: NeedsAtDoorProps) => {
  const { door: texts } = useTexts().facilities;
  const check = useReservationCheck({ facilityId, guests: [{ clientId: guest.id }] });
  const given = { ...fields, guest, checked: check.data?.guests[0] };
  if (isSmall(guest, fields.party)) return <BunkField {...given} />;
  return (
    <details className={classes.needs}>
      <summary>{texts.needsOf(guest.goesBy ?? guest.name)}</summary>
      {guest.age === null && fields.party.length > 1 && <SleepsField {...given} />}
      <BunkField {...given} />
      <NeedsField {...given} />
    </details>
  );
};
