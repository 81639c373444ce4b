import { IconBed, IconClipboardList, IconFolder } from '@tabler/icons-react';
import { pathTo, type Room } from '../paths.ts';
import { useHasRoom } from '../shell/has-room.ts';
import { useFormats } from '../texts/formats.ts';
import { useTexts } from '../texts/language.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { DoorButton } from '../ui/door.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Sheet } from '../ui/panel.tsx';
import { useClient } from './client-query.ts';
import { ClientRoom } from './client-room.tsx';
import { EnrollmentsTable, inOrder } from './enrollments-table.tsx';
import lists from './lists.module.css';
import { keepsPlaceOn, ReservationsTable } from './reservations-table.tsx';

const RoomButton = ({ room, children }: { room: Room; children: string }) => {
  const { client } = useClient();
  const hasRoom = useHasRoom();
  return (
    hasRoom(room) && (
      <DoorButton to={pathTo(room as 'client', { clientId: client.id })}>{children}</DoorButton>
    )
  );
};

/** Every enrollment that this reader may see. */
export const EnrollmentsScreen = () => {
  const { enrollments: texts } = useTexts().clients;
  const { enrollments } = useClient();
  const intake = <RoomButton room="intake">{texts.intake}</RoomButton>;
  return (
    <ClientRoom title={texts.title} act={enrollments.length > 0 && intake}>
      <Sheet>
        {enrollments.length > 0 ? (
          <EnrollmentsTable enrollments={inOrder(enrollments)} />
        ) : (
          <EmptyState
            icon={<IconFolder size={24} stroke={1.5} aria-hidden />}
            title={texts.none}
            why={texts.noneWhy}
          >
            {intake}
          </EmptyState>
        )}
      </Sheet>
    </ClientRoom>
  );
};

/** Every reservation that this reader may see. */
export const ReservationsScreen = () => {
  const { reservations: texts } = useTexts().clients;
  const { reservations, client, tonight } = useClient();
  const hasPlace = reservations.some((r) => keepsPlaceOn(r, tonight));
  const reserve = <RoomButton room="housingReservation">{texts.new}</RoomButton>;
  return (
    <ClientRoom title={texts.title} act={reservations.length > 0 && reserve}>
      <Sheet>
        {reservations.length > 0 ? (
          <ReservationsTable
            clientId={client.id}
            reservations={reservations}
            missingOn={hasPlace ? undefined : tonight}
          />
        ) : (
          <EmptyState
            icon={<IconBed size={24} stroke={1.5} aria-hidden />}
            title={texts.none}
            why={texts.noneWhy}
          >
            {reserve}
          </EmptyState>
        )}
      </Sheet>
    </ClientRoom>
  );
};

/** Every assessment that this reader may see. */
export const AssessmentsScreen = () => {
  const { assessments: texts, dashboard } = useTexts().clients;
  const { assessments } = useClient();
  const formats = useFormats();
  const draft = assessments.some((a) => a.mine && !a.finishedAt);
  const start = (
    <RoomButton room="placementAssessment">{draft ? dashboard.resume : dashboard.start}</RoomButton>
  );
  return (
    <ClientRoom title={texts.title} act={assessments.length > 0 && start}>
      <Sheet>
        {assessments.length > 0 ? (
          <DataTable
            name={texts.title}
            rows={assessments}
            rowKey={(a) => a.id}
            columns={[
              {
                head: texts.form,
                width: '32%',
                cell: (a) => (
                  <span className={lists.stack}>
                    <span className={lists.strong}>{a.title}</span>
                    <span className={lists.second}>{texts.version(a.version)}</span>
                  </span>
                ),
              },
              { head: texts.organization, width: '24%', cell: (a) => a.organizationName },
              { head: texts.started, cell: (a) => formats.nightLong(formats.dayIn(a.startedAt)) },
              {
                head: texts.finished,
                cell: (a) =>
                  a.finishedAt ? (
                    formats.nightLong(formats.dayIn(a.finishedAt))
                  ) : (
                    <span className={lists.dim}>{texts.draft}</span>
                  ),
              },
              {
                head: texts.validUntil,
                cell: (a) =>
                  a.finishedAt &&
                  (a.valid && a.validUntil ? (
                    formats.nightLong(a.validUntil)
                  ) : (
                    <span className={lists.dim}>{texts.noLonger}</span>
                  )),
              },
            ]}
          />
        ) : (
          <EmptyState
            icon={<IconClipboardList size={24} stroke={1.5} aria-hidden />}
            title={texts.none}
            why={texts.noneWhy}
          >
            {start}
          </EmptyState>
        )}
      </Sheet>
    </ClientRoom>
  );
};
