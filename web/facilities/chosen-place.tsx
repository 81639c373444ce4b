import { ActionIcon, Button, Textarea, TextInput } from '@mantine/core';
import { IconAlertTriangleFilled, IconX } from '@tabler/icons-react';
import type { ReactNode, RefObject } from 'react';
import type { Obstacle } from '../../contract/obstacles.ts';
import type { BoardPlace, CurrentReservations, ExpectedGuest } from '../../contract/reservations.ts';
import { useCombination } from '../accounts/session.tsx';
import { pathTo } from '../paths.ts';
import { useHasRoom } from '../shell/has-room.ts';
import { useFormats } from '../texts/formats.ts';
import { sayObstacle, useTexts } from '../texts/language.tsx';
import { Door } from '../ui/door.tsx';
import { KeyHint } from '../ui/key-hint.tsx';
import { bedOf, bedsToGive, type Choices } from './choices.ts';
import classes from './chosen-place.module.css';
import { isExpected, type Party } from './parties.ts';
import { PartyMembers } from './party-members.tsx';
import { useSayBeds } from './party-row.tsx';
import { needsMet } from './rooms.ts';
import { sayRoom } from './say-place.ts';
import { isFree } from './use-places.ts';

export interface Override {
  reason: string;
  missing: boolean;
  write: (reason: string) => void;
}

interface ChosenPlaceProps {
  board: CurrentReservations;
  places: ReadonlyMap<number, BoardPlace>;
  party: Party;
  /** Whose place is being looked for. */
  guest: ExpectedGuest;
  choices: Choices;
  against: ReadonlyMap<number, Obstacle[]> | null;
  /** Guests of the party who are not here yet. */
  absent: ReadonlySet<number>;
  when: 'tonight' | 'ahead' | 'past';
  busy: boolean;
  override: Override;
  /** 'HH:MM' of an arrival that is typed in later; null: now. */
  since: string | null;
  onSince: (since: string | null) => void;
  likeliest: RefObject<HTMLButtonElement | null>;
  onGive: () => void;
  onCheckIn: () => void;
  onForget: () => void;
  onMember: (guestId: number) => void;
  onHere: (guestId: number, here: boolean) => void;
  onClose: () => void;
  refusal: ReactNode;
  /** What else is done for the guest tonight. */
  more: ReactNode;
  /** Other places, with this at the end of their line. */
  others: (tail: ReactNode) => ReactNode;
}

/** The strip below the board: which place, for whom, why it fits, and the acts. */
export const ChosenPlace = (props: ChosenPlaceProps) => {
  const { board, places, party, guest, choices, against, when, busy, override } = props;
  const texts = useTexts();
  const { chosen, acts, row } = texts.facilities;
  const { bed, standing } = useSayBeds(board, places)(party.all, choices);
  const place = places.get(bedOf(guest, choices) ?? 0);
  const supervisor = useCombination()?.supervisor === true;
  const expected = party.all.filter(isExpected);
  const beds = bedsToGive(party.all, choices);
  const isChosen = choices.has(guest.guestId);
  const misfit = place ? (against?.get(place.bedId) ?? []) : [];
  const mayOverride = misfit.length > 0 && isFree(misfit) && supervisor;
  const isBarred = expected.some((g) => g.barred);
  const arriving = expected.filter((g) => !props.absent.has(g.guestId));
  // Who stands at the door is written down, also where the proposed place fits no longer; only a new misfit needs more.
  const canCheckIn =
    when === 'tonight' &&
    arriving.length > 0 &&
    !isBarred &&
    (!isChosen || misfit.length === 0 || mayOverride);
  const canGive = when !== 'past' && !isBarred && beds.length > 0 && (misfit.length === 0 || mayOverride);
  const preposition =
    standing === row.chosen ? chosen.chosenFor : standing === row.given ? chosen.givenTo : chosen.proposedFor;
  const someOnly = expected.length > 1 && arriving.length < expected.length;
  return (
    <section className={classes.strip} aria-label={chosen.name}>
      {props.refusal}
      <div className={classes.main}>
        <div className={classes.what}>
          <p className={classes.sentence}>
            {place ? (
              <>
                <strong className={classes.place}>{bed}</strong> {preposition} <PersonSaid party={party} />
              </>
            ) : (
              <>
                {chosen.noPlaceFor} <PersonSaid party={party} />
              </>
            )}
            {place && misfit.length === 0 && <WhyItFits board={board} place={place} guest={guest} />}
          </p>
          <PlacesBefore board={board} party={party} />
          <Warnings
            party={party}
            choices={choices}
            isBarred={isBarred}
            said={misfit.length > 0 ? guest.guestId : null}
          />
          {misfit.length > 0 && (
            <p className={classes.misfit}>
              <IconAlertTriangleFilled size={14} aria-hidden />{' '}
              {misfit.map((o) => sayObstacle(texts, o)).join(' · ')}
              {isFree(misfit) && !supervisor && <span className={classes.dim}> {chosen.supervisorMay}</span>}
            </p>
          )}
          {when !== 'tonight' && (
            <p className={classes.dim}>{when === 'past' ? chosen.over : chosen.ahead}</p>
          )}
        </div>
        <div className={classes.acts}>
          {canCheckIn && (
            <Button
              ref={props.likeliest}
              loading={busy}
              onClick={props.onCheckIn}
              rightSection={<KeyHint keys="enter" />}
            >
              {someOnly ? acts.checkInSome(arriving.length) : acts.checkIn}
            </Button>
          )}
          {canGive && (
            <Button
              ref={canCheckIn ? undefined : props.likeliest}
              variant={canCheckIn ? 'default' : 'filled'}
              loading={busy && !canCheckIn}
              disabled={busy && canCheckIn}
              onClick={props.onGive}
              rightSection={canCheckIn ? null : <KeyHint keys="enter" />}
            >
              {misfit.length > 0 ? acts.giveAllTheSame : beds.length > 1 ? acts.giveMany : acts.give}
            </Button>
          )}
          {canCheckIn && <Since since={props.since} onSince={props.onSince} />}
          {choices.size > 0 && (
            <Button variant="subtle" onClick={props.onForget}>
              {acts.asProposed}
            </Button>
          )}
          <ActionIcon className={classes.close} color="gray" aria-label={acts.close} onClick={props.onClose}>
            <IconX size={20} aria-hidden />
          </ActionIcon>
        </div>
      </div>
      {mayOverride && <OverrideReason override={override} />}
      {party.all.length > 1 && <PartyMembers {...props} />}
      {props.more}
      {(when !== 'past' && props.others(<Records party={party} guest={guest} isBarred={isBarred} />)) || (
        <Records party={party} guest={guest} isBarred={isBarred} />
      )}
    </section>
  );
};

/** 'Was here earlier': the real time, for who is typed in after the fact. */
const Since = ({ since, onSince }: Pick<ChosenPlaceProps, 'since' | 'onSince'>) => {
  const { arrival } = useTexts().shift;
  if (since === null) {
    return (
      <Button variant="subtle" onClick={() => onSince('')}>
        {arrival.earlier}
      </Button>
    );
  }
  return (
    <TextInput
      type="time"
      aria-label={arrival.label}
      title={arrival.help}
      value={since}
      onChange={(event) => onSince(event.currentTarget.value)}
      onKeyDown={(event) => event.key === 'Escape' && onSince(null)}
    />
  );
};

const PersonSaid = ({ party }: { party: Party }) => {
  const { row } = useTexts().facilities;
  const { name, goesBy } = party.main;
  return (
    <>
      <strong>
        {name}
        {goesBy && ` “${goesBy}”`}
      </strong>
      {party.all.length > 1 && `, ${row.partyOf(party.all.length)}`}
    </>
  );
};

/** ': lower bunk, outlet · women’s' */
const WhyItFits = ({
  board,
  place,
  guest,
}: {
  board: CurrentReservations;
  place: BoardPlace;
  guest: ExpectedGuest;
}) => {
  const texts = useTexts().facilities;
  const room = board.rooms.find((r) => r.id === place.roomId);
  const met = needsMet(place, guest.needs).map((n) => texts.needs[n] ?? n);
  const [sort] = room ? sayRoom(texts.board.about, room) : [];
  return <span>: {[met.join(', '), sort].filter(Boolean).join(' · ')}</span>;
};

/** 'was in A4 lower until 22:10', of everybody of the party who has moved tonight. */
const PlacesBefore = ({ board, party }: { board: CurrentReservations; party: Party }) => {
  const { door } = useTexts().facilities;
  const formats = useFormats();
  const moved = party.all.filter((g) => g.wasIn.length > 0);
  if (moved.length === 0) return null;
  return (
    <p className={classes.dim}>
      {moved
        .map((g) => {
          const said = g.wasIn.map((p) =>
            door.wasIn(p.bedLabel, formats.time(p.until, board.facility.timeZone)),
          );
          return party.all.length > 1 ? `${g.goesBy ?? g.name}: ${said.join(', ')}` : said.join(', ');
        })
        .join(' · ')}
    </p>
  );
};

const Warnings = (props: { party: Party; choices: Choices; isBarred: boolean; said: number | null }) => {
  const { party, choices, isBarred, said } = props;
  const texts = useTexts();
  const { row, chosen } = texts.facilities;
  const risks = party.all.filter(
    (g) => g.atRisk.length > 0 && !g.barred && !choices.has(g.guestId) && g.guestId !== said,
  );
  return (
    <>
      {isBarred && (
        <p className={classes.barred}>
          <strong>{row.barred}.</strong> {chosen.barred}
        </p>
      )}
      {risks.map((g) => (
        <p key={g.guestId} className={classes.misfit}>
          <IconAlertTriangleFilled size={14} aria-hidden /> <strong>{row.atRisk}</strong>{' '}
          {party.all.length > 1 && `${g.goesBy ?? g.name}: `}
          {g.atRisk.map((o) => sayObstacle(texts, o)).join(' · ')}
        </p>
      ))}
    </>
  );
};

const OverrideReason = ({ override }: { override: Override }) => {
  const { chosen } = useTexts().facilities;
  return (
    <Textarea
      className={classes.reason}
      label={chosen.reason}
      description={chosen.reasonHint}
      value={override.reason}
      maxLength={300}
      autosize
      minRows={1}
      required
      error={override.missing && override.reason.trim() === '' ? chosen.reasonMissing : undefined}
      onChange={(event) => override.write(event.currentTarget.value)}
    />
  );
};

/** Doors to what is known of the person, where this workgroup has them. */
const Records = ({ party, guest, isBarred }: { party: Party; guest: ExpectedGuest; isBarred: boolean }) => {
  const { acts } = useTexts().facilities;
  const hasRoom = useHasRoom();
  const clientId = party.main.clientId;
  if (!hasRoom('client')) return null;
  return (
    <p className={classes.records}>
      <Door to={pathTo('client', { clientId })}>{acts.openRecord}</Door>
      {isBarred && hasRoom('clientBarList') && (
        <Door
          to={pathTo('clientBarList', { clientId: party.all.find((g) => g.barred)?.clientId ?? clientId })}
        >
          {acts.openBars}
        </Door>
      )}
      {hasRoom('issueBar') && (
        <Door to={pathTo('issueBar', { clientId: guest.clientId })}>{acts.issueBar}</Door>
      )}
    </p>
  );
};
