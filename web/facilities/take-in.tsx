import { Button } from '@mantine/core';
import { IconPhone, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { joinParty, takeWalkIn } from '../../contract/door.ts';
import { useFormCombination } from '../accounts/form-combination.ts';
import { ClientCombobox } from '../clients/client-combobox.tsx';
import { facilityKey, useAct } from '../query.ts';
import type { PartyGuest } from '../reservations/guest-fields.tsx';
import type { Entries } from '../reservations/reservation-entries.ts';
import { NotDoneFrame } from '../shell/not-done-frame.tsx';
import { useFormats } from '../texts/formats.ts';
import { useTexts } from '../texts/language.tsx';
import { announce } from '../ui/announce.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { useShortcuts } from '../ui/keyboard.ts';
import classes from './door.module.css';
import { NeedsAtDoor } from './needs-at-door.tsx';
import type { Party } from './parties.ts';
import type { Door } from './use-door.ts';

/** Somebody who stands at the door and has a record. */
export interface AtDoor {
  clientId: number;
  name: string;
  age?: number | null;
}

const asGuest = ({ clientId, name, age }: AtDoor): PartyGuest => ({
  id: clientId,
  name,
  goesBy: null,
  age: age ?? null,
});

/** Everybody who may share a place with somebody else at the door: those who come in, and the party that is joined. */
const partyOf = (people: AtDoor[], joins: Party | null): PartyGuest[] => [
  ...people.map(asGuest),
  ...(joins?.all ?? []).filter((g) => g.sharesWith === null && !g.leftAt).map((g) => asGuest(g)),
];

interface TakeInProps {
  facilityId: number;
  door: Door | null;
  /** Who is known already, from a card. */
  picked: AtDoor | null;
  /** The party that they join; null for a walk-in. */
  joins: Party | null;
  /** `text` says who came in from the door, to show with the way back. */
  onDone: (done: { reservationId: number; guestIds: number[]; text?: string }) => void;
  /** They have a reservation here: it is opened instead. */
  onOpen: (reservationId: number) => void;
  onClose: () => void;
}

/** Takes somebody in from the door who was not expected, or lets them join a party: found first, then one act. */
export const TakeIn = (props: TakeInProps) => {
  const { facilityId, door, joins, onDone, onClose } = props;
  const { door: texts } = useTexts().facilities;
  const formats = useFormats();
  const combination = useFormCombination();
  const [people, setPeople] = useState<AtDoor[]>(props.picked ? [props.picked] : []);
  const [entries, setEntries] = useState<Entries>({});
  const [text, setText] = useState('');
  const party = partyOf(people, joins);
  const requestOf = ({ clientId }: AtDoor) => {
    const { sharesWith, ...needs } = entries[clientId] ?? {};
    // Whoever they were to lie beside may have been taken off the list since.
    return { clientId, ...needs, ...(party.some((g) => g.id === sharesWith) && { sharesWith }) };
  };
  const touches = () => [facilityKey(facilityId)];
  const say = (leftElsewhere: boolean) =>
    [
      texts.isIn(formats.list(people.map((p) => p.name)), people.length),
      leftElsewhere && texts.endedElsewhere,
    ]
      .filter(Boolean)
      .join(' ');
  const walkIn = useAct(takeWalkIn, {
    combination,
    touches,
    onDone: ({ reservationId, guests, leftElsewhere }) => {
      onDone({ reservationId, guestIds: guests.map((g) => g.guestId), text: say(leftElsewhere) });
    },
  });
  const joining = useAct(joinParty, {
    combination,
    touches,
    onDone: ({ guest, leftElsewhere }) => {
      announce(say(leftElsewhere));
      onDone({ reservationId: joins!.reservationId, guestIds: [guest.guestId] });
    },
  });
  const { notDone, busy, dismiss } = joins ? joining : walkIn;
  const mayTake = joins !== null || door?.acceptsWalkIns !== false;
  const take = () => {
    const [first] = people;
    if (!first || busy || !mayTake) return;
    if (joins)
      joining.act({
        params: { id: joins.reservationId },
        body: { ...requestOf(first), version: joins.version },
      });
    else
      walkIn.act({
        params: { id: facilityId },
        body: { guests: people.map(requestOf) },
      });
  };
  const add = (person: AtDoor) => {
    dismiss();
    setText('');
    setPeople((now) => (joins ? [person] : [...now.filter((p) => p.clientId !== person.clientId), person]));
  };
  useShortcuts([{ keys: 'mod+enter', label: texts.takeIn, inDialog: true, act: take }]);
  return (
    <Dialog
      opened
      onClose={onClose}
      title={joins ? texts.joinTitle(joins.main.name) : texts.walkInTitle}
      size={520}
      buttons={
        <>
          {mayTake && (
            <Button
              onClick={take}
              loading={busy}
              disabled={people.length === 0}
              data-autofocus={people.length > 0 || undefined}
            >
              {people.length === 0 ? texts.findFirst : joins ? texts.joinNow : texts.takeIn}
            </Button>
          )}
          <Button variant="default" onClick={onClose}>
            {texts.cancel}
          </Button>
        </>
      }
    >
      <div className={classes.dialog}>
        {mayTake ? (
          <>
            <p className={classes.dim}>{joins ? texts.joinWhy : texts.walkInWhy}</p>
            {people.length > 0 && (
              <ul className={classes.people}>
                {people.map((p) => (
                  <li key={p.clientId}>
                    <div className={classes.person}>
                      <strong>{p.name}</strong>
                      <button
                        type="button"
                        className={classes.remove}
                        aria-label={texts.notThem(p.name)}
                        onClick={() => setPeople((now) => now.filter((o) => o.clientId !== p.clientId))}
                      >
                        <IconX size={18} aria-hidden />
                      </button>
                    </div>
                    <NeedsAtDoor
                      {...{ facilityId, party }}
                      guest={asGuest(p)}
                      entries={entries[p.clientId] ?? {}}
                      onChange={(next) =>
                        setEntries((now) => ({ ...now, [p.clientId]: { ...now[p.clientId], ...next } }))
                      }
                    />
                  </li>
                ))}
              </ul>
            )}
            {(people.length === 0 || !joins) && (
              <ClientCombobox
                look="page"
                label={people.length === 0 ? texts.who : texts.whoElse}
                placeholder={people.length === 0 ? texts.who : texts.whoElse}
                text={text}
                onText={setText}
                onPick={(hit) => add({ clientId: hit.id, name: hit.name, age: hit.age })}
                after={({ nobody }) => nobody && <NoRecord door={door} />}
              />
            )}
          </>
        ) : (
          <>
            <p>{texts.noWalkIns}</p>
            <Lines door={door} />
          </>
        )}
        <NotDoneFrame
          notDone={notDone}
          title={texts.notTaken}
          combination={combination}
          onDismiss={dismiss}
          onAgain={take}
          acts={{
            open_reservation: (o) => props.onOpen(Number(o.facts?.reservation)),
          }}
        />
      </div>
    </Dialog>
  );
};

/** The shelter makes no records: whoever has none is the reservation team's to find or to enter. */
const NoRecord = ({ door }: { door: Door | null }) => {
  const { door: texts } = useTexts().facilities;
  return (
    <div className={classes.noRecord}>
      <p>
        <strong>{texts.noRecord}</strong> {texts.noRecordWhy}
      </p>
      <Lines door={door} />
    </div>
  );
};

const Lines = ({ door }: { door: Door | null }) => (
  <ul className={classes.lines}>
    {(door?.teams ?? []).map((team) => (
      <li key={team.name}>
        {team.name}
        {team.phone && (
          <a href={`tel:${team.phone}`} className={classes.call}>
            <IconPhone size={16} aria-hidden /> {team.phone}
          </a>
        )}
        {team.hours && <span className={classes.dim}> {team.hours}</span>}
      </li>
    ))}
  </ul>
);
