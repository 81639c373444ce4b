import { useCallback, useEffect, useMemo, useState } from 'react';
import type { BoardPlace, CurrentReservations } from '../../contract/reservations.ts';
import { type Choices, pickPlace, withOwnPlace } from './choices.ts';
import { type Party, partiesOf } from './parties.ts';

interface Selected {
  reservationId: number | null;
  /** Whose place is being looked for; the party's main guest unless picked. */
  guestId: number | null;
  choices: Choices;
  /** Guests of the party who are not here yet. */
  absent: ReadonlySet<number>;
  /** A place that nobody has, looked at by itself. */
  bedId: number | null;
  /** 'HH:MM' where they really came earlier; null: they come now. */
  since: string | null;
  overrideReason: string;
  reasonMissing: boolean;
}

const nothing: Selected = {
  reservationId: null,
  guestId: null,
  choices: new Map(),
  absent: new Set(),
  bedId: null,
  since: null,
  overrideReason: '',
  reasonMissing: false,
};

/** Who is being given a bed, and what was picked for them so far. It outlasts a re-read of the board. */
export const useSelection = (
  board: CurrentReservations,
  places: ReadonlyMap<number, BoardPlace>,
  wanted: number | null,
) => {
  const [selected, setSelected] = useState<Selected>({ ...nothing, reservationId: wanted });
  useEffect(() => {
    if (wanted !== null) setSelected({ ...nothing, reservationId: wanted });
  }, [wanted]);

  const { reservationId } = selected;
  const party = useMemo((): Party | null => {
    if (reservationId === null) return null;
    return (
      partiesOf(board.guests.filter((g) => g.reservationId === reservationId && g.leftAt === null))[0] ?? null
    );
  }, [board, reservationId]);
  const own = party ? withOwnPlace(party.all) : [];
  const guest =
    own.find((g) => g.guestId === selected.guestId) ??
    own.find((g) => g.guestId === party?.main.guestId) ??
    own[0] ??
    party?.main ??
    null;

  const select = useCallback(
    (reservationId: number | null) =>
      setSelected((s) =>
        s.reservationId === reservationId && s.bedId === null ? s : { ...nothing, reservationId },
      ),
    [],
  );
  const pick = (bedId: number) => {
    if (!party || !guest) return;
    setSelected((s) => ({
      ...s,
      bedId: null,
      choices: pickPlace(party.all, s.choices, places, guest.guestId, bedId),
    }));
  };
  return {
    party,
    guest,
    choices: selected.choices,
    absent: selected.absent,
    bedId: selected.bedId,
    override: {
      reason: selected.overrideReason,
      missing: selected.reasonMissing,
      write: (overrideReason: string) => setSelected((s) => ({ ...s, overrideReason })),
    },
    since: selected.since,
    setSince: (since: string | null) => setSelected((s) => ({ ...s, since })),
    select,
    pick,
    lookAt: useCallback((bedId: number) => setSelected({ ...nothing, bedId }), []),
    forget: () =>
      setSelected((s) => ({ ...s, choices: nothing.choices, overrideReason: '', reasonMissing: false })),
    choose: (reservationId: number, guestId: number, choices: Choices) =>
      setSelected({ ...nothing, reservationId, guestId, choices }),
    member: (guestId: number) => setSelected((s) => ({ ...s, guestId })),
    here: (guestId: number, isHere: boolean) =>
      setSelected((s) => {
        const absent = new Set(s.absent);
        if (isHere) absent.delete(guestId);
        else absent.add(guestId);
        return { ...s, absent };
      }),
    reasonMissing: () => setSelected((s) => ({ ...s, reasonMissing: true })),
  };
};
