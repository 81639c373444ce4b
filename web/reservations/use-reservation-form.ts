import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { addDays, countNights, type Night } from '../../contract/nights.ts';
import type { Obstacle } from '../../contract/obstacles.ts';
import { type HousingFacility, saveReservation } from '../../contract/reservations.ts';
import { useFormCombination } from '../accounts/form-combination.ts';
import { useOnBehalfOf } from '../accounts/on-behalf.ts';
import { Refused } from '../api.ts';
import { useClient } from '../clients/client-query.ts';
import { pathTo } from '../paths.ts';
import { clientKey, useAct } from '../query.ts';
import { useTexts } from '../texts/language.tsx';
import { announce } from '../ui/announce.tsx';
import { intakeAt, type PartyGuest } from './guest-fields.tsx';
import { justDone } from './just-done.ts';
import type { SoughtStay } from './next-step.tsx';
import { othersOf } from './party-words.ts';
import { type GuestEntries, useEntries } from './reservation-entries.ts';
import { useStaySearch, writeStaySearch } from './stay-search.ts';
import { useReservationCheck } from './use-reservation-check.ts';

/**
 * The Housing Reservation form of the record on the screen: what is entered and what the server says to it. Another
 * facility, other nights or another party take back a refusal, because they are another question.
 */
export const useReservationForm = (facilityId: number, facilities: HousingFacility[]) => {
  const texts = useTexts();
  const navigate = useNavigate();
  const dashboard = useClient();
  const { client } = dashboard;
  const { stay, change } = useStaySearch();
  const { entries, change: changeEntries, forget } = useEntries(client.id);
  const combination = useFormCombination();
  const [refused, setRefused] = useState<Obstacle[] | null>(null);
  const saveButton = useRef<HTMLButtonElement>(null);

  const household = othersOf(dashboard);
  const party: PartyGuest[] = [client, ...household.filter((member) => stay.with?.includes(member.id))];
  const listed = facilities.find((f) => f.facility.id === facilityId)?.facility;
  const begin = stay.begin ?? listed?.tonight ?? dashboard.tonight;
  const end = stay.end ?? addDays(begin, 1);

  const check = useReservationCheck({
    facilityId,
    guests: party.map((guest) => ({ clientId: guest.id, ...entries[guest.id] })),
    ...(stay.begin && { beginDate: stay.begin, endDate: end }),
  });
  const current = check.data?.facility.id === facilityId ? check.data : undefined;
  const facility = current?.facility ?? listed;
  useOnBehalfOf(facility?.organizationName ?? null);
  const endless = (current ? current.endDate === null : facility?.kind === 'extended_stay') === true;

  const save = useAct(saveReservation, {
    combination,
    touches: ({ body }) => [['housing'], ...body.guests.map((guest) => clientKey(guest.clientId))],
    onDone: (saved) => {
      forget();
      justDone.set({ act: 'saved', id: saved.id });
      void navigate({ to: pathTo('confirmation', { clientId: client.id, reservationId: saved.id }) });
    },
  });
  const isRefused = save.notDone instanceof Refused && save.notDone.reply.obstacles.length > 0;
  const obstacles = refused ?? (isRefused ? (save.notDone as Refused).reply.obstacles : []);
  const dismiss = () => {
    setRefused(null);
    save.dismiss();
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: another stay is another question
  useEffect(dismiss, [facilityId, stay.begin, stay.end, party.length]);

  const send = () => {
    setRefused(null);
    save.act({
      body: {
        facilityId,
        guests: party.map((guest) => {
          const checked = current?.guests.find((g) => g.clientId === guest.id);
          const enrollmentId = entries[guest.id]?.enrollmentId ?? checked?.enrollmentId ?? undefined;
          return { clientId: guest.id, ...entries[guest.id], ...(enrollmentId && { enrollmentId }) };
        }),
        beginDate: begin,
        ...(!endless && { endDate: end }),
      },
    });
  };
  const checkAgain = async () => {
    const { data } = await check.refetch();
    if (!data) return;
    if (data.obstacles.length > 0) {
      setRefused(data.obstacles);
      return;
    }
    dismiss();
    announce(texts.reservations.refused.allClear);
    saveButton.current?.focus();
  };
  const setNights = (from: Night, until: Night) => change({ begin: from, end: until });
  const sought: SoughtStay | null = facility
    ? {
        clientId: client.id,
        facility,
        begin,
        end,
        with: party.slice(1).map((guest) => guest.id),
        onNights: setNights,
        onChooseEnrollment: () => {
          dismiss();
          setTimeout(() => document.querySelector<HTMLElement>('[data-enrollment]')?.focus());
        },
        onReadAgain: () => void checkAgain(),
      }
    : null;
  const nights = countNights({ begin, end });
  const intake = intakeAt(
    client.id,
    writeStaySearch({ facility: facilityId, begin, end, with: party.slice(1).map((guest) => guest.id) }),
  );
  const fieldsOf = (guest: PartyGuest) => ({
    guest,
    party,
    checked: current?.guests.find((g) => g.clientId === guest.id),
    entries: entries[guest.id] ?? {},
    onChange: (next: GuestEntries) => changeEntries(guest.id, next),
  });
  const addable = household.filter((member) => !party.some((guest) => guest.id === member.id));
  return {
    client,
    party,
    addable,
    facility,
    begin,
    end,
    nights,
    endless,
    tonight: facility?.tonight ?? dashboard.tonight,
    stay,
    change,
    setNights,
    fieldsOf,
    intake,
    sought,
    check,
    current,
    save,
    send,
    dismiss,
    checkAgain,
    saveButton,
    combination,
    /** The reasons to show in the frame; null while nothing is refused. */
    obstacles: isRefused && sought ? obstacles : null,
    wishes: party.length === 1 ? (entries[client.id] ?? {}) : {},
  };
};
