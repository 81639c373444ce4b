import { IconAlertTriangleFilled, IconCircleCheckFilled, IconCircleX, IconUser } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type Confirmation, readReservation } from '../../contract/reservations.ts';
import { useClient } from '../clients/client-query.ts';
import { ClientRoom } from '../clients/client-room.tsx';
import { KindLine } from '../clients/kind-line.tsx';
import { useFacilityChanges } from '../live.ts';
import { pathTo } from '../paths.ts';
import { reading, rereadUnasked } from '../query.ts';
import { Loaded } from '../shell/loaded.tsx';
import { MissingRoom } from '../shell/missing-room.tsx';
import { useFormats } from '../texts/formats.ts';
import { sayObstacle, useTexts } from '../texts/language.tsx';
import { Door, DoorButton } from '../ui/door.tsx';
import { Panel } from '../ui/panel.tsx';
import { CancelReservation } from './cancel-reservation.tsx';
import { ChangeDates, hasBegun } from './change-dates.tsx';
import { sayCheckIn } from './check-in-words.ts';
import { justDone } from './just-done.ts';
import { MoveReservation } from './move-reservation.tsx';
import classes from './reservation-page.module.css';
import { reservationKey, useReservationId } from './reservation-query.ts';
import { sayNights } from './say-nights.ts';
import { sayCode } from './slip-text.ts';
import { UndoReservation } from './undo-reservation.tsx';

/** A reservation: what is kept, and its dates, its shelter or itself to change. */
export const ReservationPage = () => {
  const id = useReservationId();
  return id === null ? <MissingRoom /> : <Read key={id} id={id} />;
};

const Read = ({ id }: { id: number }) => {
  const { page: texts } = useTexts().reservations;
  const query = useQuery(reading(reservationKey(id), readReservation, { params: { id } }));
  useFacilityChanges((ids) => {
    if (ids === null || (query.data && ids.includes(query.data.facility.id)))
      void rereadUnasked(reservationKey(id));
  });
  return (
    <ClientRoom title={texts.title}>
      <Loaded query={query}>{(reservation) => <Shown reservation={reservation} />}</Loaded>
    </ClientRoom>
  );
};

const Shown = ({ reservation: r }: { reservation: Confirmation }) => {
  const { page: texts } = useTexts().reservations;
  const { client } = useClient();
  const navigate = useNavigate();
  const isOpen = r.state === 'expected' || r.state === 'in_house';
  return (
    <>
      <Kept reservation={r} />
      {!isOpen && (
        <p className={classes.over}>
          {texts.over}{' '}
          <Door to={pathTo('housingFacilities', { clientId: client.id })}>{texts.bookAgain}</Door>
        </p>
      )}
      {r.state === 'in_house' && (
        <p className={classes.over}>{r.endDate === null ? texts.overInEndless : texts.overIn}</p>
      )}
      {isOpen && (r.endDate !== null || !hasBegun(r)) && <ChangeDates reservation={r} />}
      {r.state === 'expected' && (
        <>
          <MoveReservation
            reservation={r}
            onMoved={(id) => {
              justDone.set({ act: 'moved', id, from: r.id });
              void navigate({ to: pathTo('confirmation', { clientId: client.id, reservationId: id }) });
            }}
          />
          <CancelReservation
            reservation={r}
            onCancelled={() => justDone.set({ act: 'cancelled', id: r.id })}
          />
        </>
      )}
      <UndoReservation reservation={r} />
    </>
  );
};

const Kept = ({ reservation: r }: { reservation: Confirmation }) => {
  const texts = useTexts();
  const { page: words, slip, facilities } = texts.reservations;
  const formats = useFormats();
  const { client } = useClient();
  const { facility } = r;
  const isKept = r.state === 'expected' || r.state === 'in_house';
  const sayNeeds = ({ needs, pets, interpreter }: Confirmation['guests'][number]) =>
    [
      ...needs.map((need) => slip.needs[need] ?? need),
      ...(pets > 0 ? [texts.placement.pets(pets)] : []),
      ...(interpreter === null ? [] : [texts.placement.interpreter(interpreter)]),
    ]
      .map((need) => ` · ${need}`)
      .join('');
  const state =
    r.state === 'cancelled' && r.cancelReason ? words.cancelledWhy(r.cancelReason) : words.states[r.state];
  const facts: [string, React.ReactNode][] = [
    [
      words.shelter,
      <span key="shelter" className={classes.stack}>
        <strong>{facility.name}</strong>
        <KindLine kind={facility.kind} />
      </span>,
    ],
    [words.nights, sayNights(texts, formats, r.beginDate, r.endDate)],
    [
      words.guests,
      <ul key="guests">
        {r.guests.map((guest) => (
          <li key={guest.guestId} className={classes.guest}>
            <IconUser size={15} aria-hidden />
            <span>
              {guest.clientId === client.id ? (
                guest.name
              ) : (
                <Door to={pathTo('client', { clientId: guest.clientId })}>{guest.name}</Door>
              )}
              <span className={classes.dim}>{sayNeeds(guest)}</span>
            </span>
          </li>
        ))}
      </ul>,
    ],
    [words.checkIn, sayCheckIn(facilities, facility)],
    [words.address, facility.confidential ? words.confidential : facility.address],
    [words.phone, facility.phone && <a href={`tel:${facility.phone}`}>{facility.phone}</a>],
    [words.code, isKept ? sayCode(r.code) : null],
    [words.made, `${formats.instantLong(r.createdAt, facility.timeZone)}, ${r.teamName}`],
  ];
  return (
    <Panel
      title={words.kept}
      level={3}
      act={
        isKept && (
          <DoorButton
            size="compact-sm"
            variant="default"
            to={pathTo('confirmation', { clientId: client.id, reservationId: r.id })}
          >
            {words.confirmation}
          </DoorButton>
        )
      }
    >
      <p className={isKept ? classes.state : classes.stateOver}>
        {isKept ? <IconCircleCheckFilled size={18} aria-hidden /> : <IconCircleX size={18} aria-hidden />}
        {state}
      </p>
      {isKept && r.atRisk.length > 0 && (
        <p className={classes.risk}>
          <IconAlertTriangleFilled size={18} aria-hidden />
          <span>
            <strong>{words.atRisk}</strong> {r.atRisk.map((o) => sayObstacle(texts, o)).join(' · ')}
          </span>
        </p>
      )}
      <dl className={classes.facts}>
        {facts
          .filter(([, value]) => value)
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </Panel>
  );
};
