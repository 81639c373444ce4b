import { IconCreditCard, IconInfoCircle, IconUser } from '@tabler/icons-react';
import { useCombination } from '../accounts/session.tsx';
import { pathTo, type Room } from '../paths.ts';
import { useHasRoom } from '../shell/has-room.ts';
import { useEnteredHeading, useRoomTitle } from '../shell/screen.tsx';
import { useFormats } from '../texts/formats.ts';
import { useTexts } from '../texts/language.tsx';
import { Door } from '../ui/door.tsx';
import { Panel } from '../ui/panel.tsx';
import { BarLines } from './bar-lines.tsx';
import classes from './client-dashboard.module.css';
import { useClient } from './client-query.ts';
import { EnrollmentsTable, inOrder } from './enrollments-table.tsx';
import { HitLine } from './hit-line.tsx';
import lists from './lists.module.css';
import { keepsPlaceOn, ReservationsTable } from './reservations-table.tsx';
import { TonightPanel } from './tonight-panel.tsx';

const most = 5;

/** The client's dashboard: has this person a place tonight; what is open; where may they not go? */
export const ClientDashboard = () => {
  const { clients: texts } = useTexts();
  const { client, othersHidden } = useClient();
  const heading = useEnteredHeading();
  useRoomTitle(texts.menu.doors.dashboard);
  return (
    <>
      <h2 ref={heading} tabIndex={-1} className="visually-hidden">
        {texts.menu.doors.dashboard}
      </h2>
      {othersHidden && (
        <p className={classes.notice}>
          <IconInfoCircle size={18} aria-hidden />
          {client.shares === null ? texts.person.othersHiddenNotAsked : texts.person.othersHidden}
        </p>
      )}
      <div className={classes.columns}>
        <div className={classes.first}>
          <TonightPanel />
        </div>
        <div className={classes.main}>
          <EnrollmentsPanel />
          <BarsPanel />
          <ReservationsPanel />
        </div>
        <div className={classes.side}>
          <AssessmentsPanel />
          <HouseholdPanel />
          <CardsPanel />
        </div>
      </div>
    </>
  );
};

/** A door in a panel's head, where its room is built and the workgroup has it. */
const PanelDoor = ({ room, children }: { room: Room; children: string }) => {
  const { client } = useClient();
  const hasRoom = useHasRoom();
  return hasRoom(room) && <Door to={pathTo(room as 'client', { clientId: client.id })}>{children}</Door>;
};

const EnrollmentsPanel = () => {
  const { enrollments: texts, dashboard } = useTexts().clients;
  const { enrollments } = useClient();
  return (
    <Panel
      title={texts.title}
      level={3}
      note={enrollments.length > 1 ? dashboard.openFirst : undefined}
      act={
        <>
          {enrollments.length > most && (
            <PanelDoor room="enrollments">{dashboard.all(enrollments.length)}</PanelDoor>
          )}
          <PanelDoor room="intake">{texts.intake}</PanelDoor>
        </>
      }
    >
      {enrollments.length > 0 ? (
        <EnrollmentsTable enrollments={inOrder(enrollments).slice(0, most)} />
      ) : (
        <p className={classes.none}>{texts.none}</p>
      )}
    </Panel>
  );
};

const BarsPanel = () => {
  const { bars: texts, dashboard } = useTexts().clients;
  const { bars, client, tonight } = useClient();
  const formats = useFormats();
  const isTeam = useCombination()?.workgroup === 'shelter_reservation_team';
  const night = formats.night(tonight);
  return (
    <Panel
      title={texts.title}
      level={3}
      note={isTeam ? dashboard.barsNote(night) : dashboard.barsNoteOwn(night)}
    >
      {bars.length > 0 ? (
        <BarLines bars={bars} clientId={client.id} />
      ) : (
        <p className={classes.none}>{isTeam ? dashboard.noBars : dashboard.noBarsOwn}</p>
      )}
    </Panel>
  );
};

const ReservationsPanel = () => {
  const { reservations: texts, dashboard } = useTexts().clients;
  const { reservations, client, tonight } = useClient();
  const hasPlace = reservations.some((r) => keepsPlaceOn(r, tonight));
  return (
    <Panel
      title={texts.title}
      level={3}
      act={
        <>
          {reservations.length > most && (
            <PanelDoor room="reservations">{dashboard.all(reservations.length)}</PanelDoor>
          )}
          <PanelDoor room="housingReservation">{texts.new}</PanelDoor>
        </>
      }
    >
      <ReservationsTable
        clientId={client.id}
        reservations={reservations.slice(0, most)}
        missingOn={hasPlace ? undefined : tonight}
      />
    </Panel>
  );
};

const AssessmentsPanel = () => {
  const { assessments: texts, dashboard } = useTexts().clients;
  const { assessments } = useClient();
  const formats = useFormats();
  const draft = assessments.find((a) => a.mine && !a.finishedAt);
  return (
    <Panel
      title={texts.title}
      level={3}
      act={<PanelDoor room="placementAssessment">{draft ? dashboard.resume : dashboard.start}</PanelDoor>}
    >
      {assessments.length === 0 && <p className={classes.none}>{texts.none}</p>}
      <ul>
        {assessments.slice(0, 3).map((a) => (
          <li key={a.id} className={lists.item}>
            <span className={lists.stack}>
              <span className={lists.strong}>{a.title}</span>
              <span className={lists.second}>
                {!a.finishedAt
                  ? texts.draftSince(formats.dayMonth(formats.dayIn(a.startedAt)))
                  : a.valid && a.validUntil
                    ? texts.finishedValid(
                        formats.dayMonth(formats.dayIn(a.finishedAt)),
                        formats.nightLong(a.validUntil),
                      )
                    : texts.finishedOld(formats.nightLong(formats.dayIn(a.finishedAt)))}
              </span>
              {!a.mine && <span className={lists.second}>{a.organizationName}</span>}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
};

const HouseholdPanel = () => {
  const { household: texts, dashboard } = useTexts().clients;
  const { household, client } = useClient();
  const others = household.filter((m) => m.id !== client.id);
  return (
    <Panel
      title={texts.title}
      level={3}
      act={<PanelDoor room="household">{household.length > 0 ? dashboard.change : dashboard.make}</PanelDoor>}
    >
      {others.length === 0 && (
        <p className={classes.none}>
          {household.length > 0 ? dashboard.aloneInHousehold : dashboard.aloneTonight}
        </p>
      )}
      <ul>
        {others.map((member) => (
          <li key={`${member.householdId}-${member.id}`} className={lists.item}>
            <IconUser size={18} aria-hidden />
            <Door to={pathTo('client', { clientId: member.id })} className={classes.member}>
              <HitLine hit={{ ...member, why: texts.relationships[member.relationshipToHoH] ?? '' }} />
            </Door>
          </li>
        ))}
      </ul>
    </Panel>
  );
};

const CardsPanel = () => {
  const { cards: texts, dashboard } = useTexts().clients;
  const { cards } = useClient();
  const formats = useFormats();
  return (
    <Panel title={texts.title} level={3} act={<PanelDoor room="cards">{dashboard.add}</PanelDoor>}>
      {cards.length === 0 && <p className={classes.none}>{texts.none}</p>}
      <ul>
        {cards.map((card) => (
          <li key={card.code} className={lists.item}>
            <IconCreditCard size={18} aria-hidden />
            <span>{card.code}</span>
            <span className={lists.second}>{texts.since(formats.nightLong(formats.dayIn(card.since)))}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
};
