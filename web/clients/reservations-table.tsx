import { IconDoorEnter, IconUserFilled } from '@tabler/icons-react';
import { countNights, type Night } from '../../contract/nights.ts';
import type { ReservationSummary } from '../../contract/reservations.ts';
import { pathTo } from '../paths.ts';
import { useHasRoom } from '../shell/has-room.ts';
import { useFormats } from '../texts/formats.ts';
import { useTexts } from '../texts/language.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { Door } from '../ui/door.tsx';
import classes from './lists.module.css';

/** Whether a reservation keeps, or has given, a place for this night. */
export const keepsPlaceOn = (reservation: ReservationSummary, night: Night): boolean =>
  (reservation.state === 'expected' || reservation.state === 'in_house') &&
  reservation.beginDate <= night &&
  (reservation.endDate === null || night < reservation.endDate);

type Row = ReservationSummary | 'no place tonight';

interface ReservationsTableProps {
  clientId: number;
  reservations: ReservationSummary[];
  /** Given where a first row should say that nothing is kept for tonight. */
  missingOn?: Night | undefined;
}

/** Which nights, where, who made it and what became of it; newest first. */
export const ReservationsTable = ({ clientId, reservations, missingOn }: ReservationsTableProps) => {
  const { reservations: texts, dashboard } = useTexts().clients;
  const rows: Row[] = missingOn ? ['no place tonight', ...reservations] : reservations;
  return (
    <DataTable<Row>
      name={texts.title}
      rows={rows}
      rowKey={(r) => (r === 'no place tonight' ? 'tonight' : (r.id ?? `${r.beginDate}-${r.state}`))}
      columns={[
        {
          head: texts.night,
          width: '22%',
          cell: (r) =>
            r === 'no place tonight' ? (
              <span className={classes.strong}>{texts.tonight}</span>
            ) : (
              <Nights reservation={r} />
            ),
        },
        {
          head: texts.shelter,
          width: '27%',
          bare: true,
          cell: (r) =>
            r === 'no place tonight' ? (
              <span className={classes.dim}>{dashboard.noPlace}</span>
            ) : (
              <Where clientId={clientId} reservation={r} />
            ),
        },
        { head: texts.made, width: '25%', cell: (r) => r !== 'no place tonight' && <Made reservation={r} /> },
        {
          head: texts.happened,
          bare: true,
          cell: (r) =>
            r === 'no place tonight' ? <FindPlace clientId={clientId} /> : <Happened reservation={r} />,
        },
      ]}
    />
  );
};

const FindPlace = ({ clientId }: { clientId: number }) => {
  const { dashboard } = useTexts().clients;
  const hasRoom = useHasRoom();
  return (
    hasRoom('housingFacilities') && (
      <Door to={pathTo('housingFacilities', { clientId })}>{dashboard.findPlace}</Door>
    )
  );
};

/** The nights of a reservation in words. */
export const Nights = ({ reservation: r }: { reservation: ReservationSummary }) => {
  const { reservations: texts } = useTexts().clients;
  const formats = useFormats();
  if (r.endDate === null || r.endDate === 'infinity')
    return <>{texts.onwards(formats.nightLong(r.beginDate))}</>;
  const nights = countNights({ begin: r.beginDate, end: r.endDate });
  return (
    <span className={classes.stack}>
      <span>{formats.nightLong(r.beginDate)}</span>
      {nights > 1 && <span className={classes.second}>{texts.nights(nights)}</span>}
    </span>
  );
};

const Where = ({ clientId, reservation: r }: { clientId: number; reservation: ReservationSummary }) => {
  const { reservations: texts } = useTexts().clients;
  const hasRoom = useHasRoom();
  const isLive = r.state === 'expected' || r.state === 'in_house';
  const name =
    r.facilityName === null ? (
      <span className={classes.dim}>{texts.somewhere}</span>
    ) : r.id !== null && hasRoom('reservation') ? (
      <Door to={pathTo('reservation', { clientId, reservationId: r.id })}>{r.facilityName}</Door>
    ) : (
      <span className={isLive ? classes.strong : undefined}>{r.facilityName}</span>
    );
  return (
    <span className={classes.stack}>
      {name}
      {r.partySize !== null && r.partySize > 1 && (
        <span className={classes.second}>{texts.party(r.partySize)}</span>
      )}
    </span>
  );
};

const Made = ({ reservation: r }: { reservation: ReservationSummary }) => {
  const formats = useFormats();
  return (
    <span className={classes.dim}>
      {[r.createdAt && formats.instant(r.createdAt), r.createdBy].filter(Boolean).join(', ')}
    </span>
  );
};

const Happened = ({ reservation: r }: { reservation: ReservationSummary }) => {
  const { reservations: texts } = useTexts().clients;
  switch (r.state) {
    case 'expected':
      return (
        <span className={`${classes.state} ${classes.expected}`}>
          <IconDoorEnter size={15} aria-hidden />
          {texts.expected}
        </span>
      );
    case 'in_house':
    case 'left':
      return (
        <span className={classes.state}>
          <IconUserFilled size={15} aria-hidden />
          {texts[r.state]}
        </span>
      );
    case 'cancelled':
      return (
        <span className={classes.dim}>
          {r.cancelReason ? texts.cancelledWhy(r.cancelReason) : texts.cancelled}
        </span>
      );
    default:
      return <span className={classes.dim}>{texts[r.state]}</span>;
  }
};
