import { Button } from '@mantine/core';
import { IconBedOff, IconClockExclamation } from '@tabler/icons-react';
import { useRef } from 'react';
import { addDays } from '../../contract/nights.ts';
import type { HousingFacility } from '../../contract/reservations.ts';
import { useClient } from '../clients/client-query.ts';
import { pathTo } from '../paths.ts';
import { useHasRoom } from '../shell/has-room.ts';
import { Loaded } from '../shell/loaded.tsx';
import { useEnteredHeading, useRoomTitle } from '../shell/screen.tsx';
import { useFormats } from '../texts/formats.ts';
import { sayObstacle, useTexts } from '../texts/language.tsx';
import { Door } from '../ui/door.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { useShortcuts } from '../ui/keyboard.ts';
import { FacilityRow, hasPlaceCodes } from './facility-row.tsx';
import classes from './housing-facilities.module.css';
import { HousingReservation } from './housing-reservation.tsx';
import { NextStep, type SoughtStay } from './next-step.tsx';
import { PartyChooser } from './party-chooser.tsx';
import { othersOf, sayAsked, sayBoth } from './party-words.ts';
import { StayDates } from './stay-dates.tsx';
import { useStaySearch, writeStaySearch } from './stay-search.ts';
import { useHousing } from './use-housing.ts';

/** Housing Facilities: which shelters can take this party, how many more like it, or every reason why not. */
export const HousingFacilities = () => {
  const texts = useTexts();
  const { facilities: words, dates } = texts.reservations;
  const formats = useFormats();
  const dashboard = useClient();
  const hasRoom = useHasRoom();
  const { stay, change } = useStaySearch();
  const heading = useEnteredHeading();
  useRoomTitle(words.title);
  const list = useRef<HTMLTableElement>(null);

  const { client, tonight } = dashboard;
  const household = othersOf(dashboard);
  const others = household.filter((member) => stay.with?.includes(member.id));
  const clientIds = [client.id, ...others.map((o) => o.id)];
  const begin = stay.begin ?? tonight;
  const end = stay.end ?? addDays(begin, 1);
  const housing = useHousing({
    clientIds,
    beginDate: stay.begin,
    endDate: stay.end,
    lowerBunk: stay.upper ? false : undefined,
  });

  const walk = (step: 1 | -1) => {
    const doors = [...(list.current?.querySelectorAll<HTMLElement>('[data-act] a, [data-act] button') ?? [])];
    const at = doors.indexOf(document.activeElement as HTMLElement);
    doors[at === -1 ? (step === 1 ? 0 : doors.length - 1) : at + step]?.focus();
  };
  useShortcuts([
    { keys: 'ArrowDown', label: texts.reservations.keys.nextShelter, act: () => walk(1) },
    { keys: 'ArrowUp', label: texts.reservations.keys.previousShelter, act: () => walk(-1) },
  ]);

  const night = begin === tonight ? dates.tonightIs(formats.night(begin)) : formats.night(begin);
  const sought = (facility: SoughtStay['facility']): SoughtStay => ({
    clientId: client.id,
    facility,
    begin,
    end,
    with: others.map((o) => o.id),
    onNights: (from, until) => change({ begin: from, end: until }),
    onUpperBunk: stay.upper ? undefined : () => change({ upper: true }),
  });
  return (
    <div className={classes.screen}>
      <div className={classes.head}>
        <div className={classes.headMain}>
          <h1 ref={heading} tabIndex={-1} className={classes.title}>
            {words.title}
          </h1>
          <p className={classes.about}>
            {words.for} <strong>{sayBoth(client)}</strong>,{' '}
            {sayAsked(texts, dashboard, others, stay.upper === true)}
            {stay.upper && (
              <Button variant="subtle" size="compact-sm" onClick={() => change({ upper: undefined })}>
                {words.lowerBunkAgain}
              </Button>
            )}
            {!dashboard.needs && hasRoom('placementAssessment') && (
              <>
                {' '}
                <Door to={pathTo('placementAssessment', { clientId: client.id })}>{words.assess}</Door>
              </>
            )}
          </p>
        </div>
        <div className={classes.headAct}>
          <PartyChooser
            household={household}
            chosen={others.map((o) => o.id)}
            onChange={(ids) => change({ with: ids })}
          />
          <StayDates
            tonight={tonight}
            begin={begin}
            end={end}
            onChange={(from, until) => change({ begin: from, end: until })}
          />
        </div>
      </div>
      {housing.data && housing.failureReason && (
        <p className={classes.old} role="status">
          <IconClockExclamation size={16} aria-hidden />
          {words.old}
        </p>
      )}
      <Loaded query={housing}>
        {({ facilities }) =>
          facilities.length === 0 ? (
            <EmptyState icon={<IconBedOff size={26} aria-hidden />} title={words.none} why={words.noneWhy} />
          ) : (
            <>
              <Nobody facilities={facilities} night={night} stay={sought} />
              <table
                ref={list}
                className={classes.table}
                aria-label={words.title}
                aria-busy={housing.isPlaceholderData}
              >
                <thead>
                  <tr>
                    <th scope="col">{words.likeThis}</th>
                    <th scope="col">{words.facility}</th>
                    <th scope="col">{words.fit}</th>
                    <th scope="col">{words.checkIn}</th>
                    <th scope="col">{words.confirmed}</th>
                    <th scope="col">
                      <span className="visually-hidden">{words.act}</span>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {facilities.map((row) => (
                    <FacilityRow
                      key={row.facility.id}
                      row={row}
                      stay={sought(row.facility)}
                      changed={housing.changed.has(row.facility.id)}
                      reservation={writeStaySearch({ ...stay, facility: row.facility.id })}
                    />
                  ))}
                </tbody>
              </table>
            </>
          )
        }
      </Loaded>
      <HousingReservation
        key={stay.facility === undefined ? 'closed' : 'open'}
        facilities={housing.data?.facilities ?? []}
      />
    </div>
  );
};

interface NobodyProps {
  facilities: HousingFacility[];
  night: string;
  stay: (facility: SoughtStay['facility']) => SoughtStay;
}

/** Where no shelter can: because there is a place already, which one; else that every reason is in its row. */
const Nobody = ({ facilities, night, stay }: NobodyProps) => {
  const texts = useTexts();
  const { facilities: words } = texts.reservations;
  if (facilities.some((f) => f.more > 0)) return null;
  const row =
    facilities.find((f) => f.obstacles.some((o) => o.code === 'already_has_place')) ?? facilities[0];
  const has = row?.obstacles.find((o) => hasPlaceCodes.includes(o.code));
  return (
    <div className={classes.nobody}>
      <EmptyState
        icon={<IconBedOff size={26} aria-hidden />}
        title={has ? sayObstacle(texts, has) : words.nobodyCan(night)}
        why={has ? undefined : words.nobodyCanWhy}
      >
        {row && has && <NextStep obstacle={has} stay={stay(row.facility)} variant="default" />}
      </EmptyState>
    </div>
  );
};
