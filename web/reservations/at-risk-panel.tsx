import { IconAlertTriangleFilled } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { listWithoutPlace, type NotEligible, type WithoutPlace } from '../../contract/displacement.ts';
import { useCombination } from '../accounts/session.tsx';
import { useSettledChanges } from '../live.ts';
import { pathTo } from '../paths.ts';
import { reading, rereadUnasked } from '../query.ts';
import { Loaded } from '../shell/loaded.tsx';
import { useFormats } from '../texts/formats.ts';
import { sayObstacle, useTexts } from '../texts/language.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { Door } from '../ui/door.tsx';
import { Panel } from '../ui/panel.tsx';
import { ReasonLine } from '../ui/reason-line.tsx';

const withoutPlaceKey = ['without-place'];

/** Reservations that have lost their place: for the team that made them and the shelter that must mend it. */
export const AtRiskPanel = () => {
  const words = useTexts();
  const { home: texts } = words.app;
  const formats = useFormats();
  const workgroup = useCombination()?.workgroup;
  const query = useQuery(reading(withoutPlaceKey, listWithoutPlace, {}));
  useSettledChanges(() => void rereadUnasked(withoutPlaceKey));
  const { data } = query;
  if (!data)
    return (
      query.error && (
        <Panel title={texts.atRisk}>
          <Loaded query={query} broke={words.app.room.listBroke}>
            {() => null}
          </Loaded>
        </Panel>
      )
    );
  const doorOf = (guest: WithoutPlace | NotEligible) =>
    workgroup === 'emergency_shelter_staff'
      ? pathTo('facility', { facilityId: guest.facilityId })
      : pathTo('reservation', { clientId: guest.clientId, reservationId: guest.reservationId });
  const person = (guest: WithoutPlace | NotEligible) => (
    <>
      <Door to={doorOf(guest)}>{guest.name}</Door>
      {guest.goesBy && ` “${guest.goesBy}”`}
    </>
  );
  const shelter = (guest: WithoutPlace | NotEligible) =>
    [guest.facilityName, guest.facilityPhone].filter(Boolean).join(' · ');
  const span = (guest: WithoutPlace | NotEligible) =>
    guest.endDate
      ? `${formats.night(guest.beginDate)} – ${formats.night(guest.endDate)}`
      : texts.from(formats.night(guest.beginDate));
  return (
    <>
      {data.guests.length > 0 && (
        <Panel title={texts.atRisk} note={texts.atRiskWhy}>
          <DataTable
            name={texts.atRisk}
            rows={data.guests}
            rowKey={(guest) => `${guest.guestId} ${guest.beginDate}`}
            columns={[
              { head: texts.person, cell: person },
              { head: texts.shelter, cell: shelter },
              {
                head: texts.withoutPlace,
                cell: (guest) => (
                  <ReasonLine
                    icon={<IconAlertTriangleFilled size={14} color="var(--b-risk)" aria-hidden />}
                    reasons={[span(guest)]}
                  />
                ),
              },
            ]}
          />
        </Panel>
      )}
      {data.notEligible.length > 0 && (
        <Panel title={texts.notEligible} note={texts.notEligibleWhy}>
          <DataTable
            name={texts.notEligible}
            rows={data.notEligible}
            rowKey={(row) => row.reservationId}
            columns={[
              { head: texts.person, cell: person },
              { head: texts.shelter, cell: shelter },
              { head: texts.nights, cell: span },
              {
                head: texts.line,
                cell: (row) => (
                  <ReasonLine
                    icon={<IconAlertTriangleFilled size={14} color="var(--b-risk)" aria-hidden />}
                    reasons={[sayObstacle(words, row.obstacle)]}
                  />
                ),
              },
            ]}
          />
        </Panel>
      )}
    </>
  );
};
