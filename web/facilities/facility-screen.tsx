import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Night } from '../../contract/nights.ts';
import { readCurrentReservations } from '../../contract/reservations.ts';
import { pathTo } from '../paths.ts';
import { facilityKey, reading } from '../query.ts';
import { Loaded } from '../shell/loaded.tsx';
import { useTexts } from '../texts/language.tsx';
import classes from './current-reservations.module.css';
import { CurrentReservations, type View } from './current-reservations.tsx';
import { type ListName, readList } from './lists.ts';

const numberIn = (value: unknown): number | null => {
  const number = Number(value);
  return Number.isSafeInteger(number) && number > 0 ? number : null;
};

/** Current Reservations of one facility. The address names the night, the list and, from a slip, the reservation. */
export const FacilityScreen = () => {
  const { list: texts } = useTexts().facilities;
  const params = useParams({ strict: false }) as { facilityId?: string };
  const search = useSearch({ strict: false }) as {
    night?: unknown;
    list?: unknown;
    reservation?: unknown;
    view?: unknown;
  };
  const navigate = useNavigate();
  const facilityId = numberIn(params.facilityId) ?? 0;
  const night = Night.safeParse(search.night).data;
  const list = readList(search.list);
  const view: View = search.view === 'calendar' ? 'calendar' : 'board';
  const query = useQuery({
    ...reading(facilityKey(facilityId, 'current-reservations', night ?? 'tonight'), readCurrentReservations, {
      params: { id: facilityId },
      query: { night },
    }),
    placeholderData: (previous) =>
      previous?.facility.id === facilityId ? keepPreviousData(previous) : undefined,
  });
  const go = (to: {
    facilityId?: number;
    night?: Night | undefined;
    list?: ListName;
    reservation?: number;
    view?: View;
  }) =>
    void navigate({
      to: pathTo('facility', { facilityId: to.facilityId ?? facilityId }),
      search: {
        ...('night' in to ? to.night && { night: to.night } : night && { night }),
        ...(to.list && to.list !== 'expected' && { list: to.list }),
        ...(to.reservation && { reservation: to.reservation }),
        ...((to.view ?? view) === 'calendar' && { view: 'calendar' }),
      } as never,
      replace: to.list !== undefined || to.view !== undefined,
    });
  return (
    <main id="main" tabIndex={-1} className={classes.main}>
      <Loaded query={query} title={texts.title}>
        {(board) => (
          <CurrentReservations
            key={`${board.facility.id} ${board.night}`}
            board={board}
            list={list}
            view={view}
            onView={(next) => go({ view: next, list })}
            onCell={(at, reservation) =>
              go({
                night: at === board.facility.tonight ? undefined : at,
                ...(reservation !== null && { reservation }),
              })
            }
            wanted={numberIn(search.reservation)}
            onList={(next) => go({ list: next })}
            onNight={(next) => go({ night: next === board.facility.tonight ? undefined : next })}
            onElsewhere={(elsewhere, on, reservation) =>
              go({ facilityId: elsewhere, night: on, reservation })
            }
          />
        )}
      </Loaded>
    </main>
  );
};
