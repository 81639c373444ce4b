import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { type Attention, type AttentionKind, listAttention } from '../../contract/attention.ts';
import { useFacilityChanges } from '../live.ts';
import { pathTo } from '../paths.ts';
import { reading, rereadUnasked, useReadEachMinute } from '../query.ts';
import { useTexts } from '../texts/language.tsx';
import { Door } from '../ui/door.tsx';
import { Panel } from '../ui/panel.tsx';
import classes from './attention.module.css';

const key = ['attention'];
/** A county's hints come many a second; what is not of one's own shelter may lag behind them that long. */
const settleMilliseconds = 10_000;

interface AttentionPanelProps {
  /** The hints of one's own shelter are few and read at once. */
  isShelter: boolean;
}

/** A quiet list of what needs a person, each line a door to where it is dealt with. */
export const AttentionPanel = ({ isShelter }: AttentionPanelProps) => {
  const { attention: texts } = useTexts().nights;
  const { data } = useQuery(reading(key, listAttention, {}));
  // Somebody may become late without any act.
  useReadEachMinute(key);
  useFacilityChanges(useSettled(() => void rereadUnasked(key), isShelter ? 0 : settleMilliseconds));
  if (!data) return null;
  return (
    <Panel title={texts.title} padded={data.items.length === 0}>
      {data.items.length === 0 ? (
        <p>{texts.none}</p>
      ) : (
        <ul>
          {data.items.map((item) => (
            <Line key={`${item.facilityId} ${item.kind}`} item={item} />
          ))}
        </ul>
      )}
    </Panel>
  );
};

/** Does something at once, and then at most once in so many milliseconds however often it is asked for. */
const useSettled = (act: () => void, milliseconds: number) => {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const asked = useRef(false);
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  useEffect(() => () => clearTimeout(timer.current), []);
  return () => {
    if (timer.current !== undefined) {
      asked.current = true;
      return;
    }
    const go = () => {
      asked.current = false;
      latest.current();
      timer.current = setTimeout(() => {
        timer.current = undefined;
        if (asked.current) go();
      }, milliseconds);
    };
    go();
  };
};

const Line = ({ item }: { item: Attention }) => {
  const { attention: texts } = useTexts().nights;
  const said = texts.kinds[item.kind](item.count);
  const to = doorOf[item.kind]?.(item);
  const left = item.count - item.people.length;
  return (
    <li className={classes.row}>
      {to ? <Door to={to}>{said}</Door> : <span>{said}</span>}
      {item.facilityName && <span className={classes.where}>{item.facilityName}</span>}
      {item.people.length > 0 && (
        <ul className={classes.people}>
          {item.people.map((person) => (
            <li key={`${person.clientId} ${person.reservationId}`}>
              <Door
                to={
                  person.reservationId === null
                    ? pathTo('placementAssessment', { clientId: person.clientId })
                    : pathTo('reservation', {
                        clientId: person.clientId,
                        reservationId: person.reservationId,
                      })
                }
              >
                {person.name}
              </Door>
            </li>
          ))}
          {left > 0 && <li className={classes.where}>{texts.more(left)}</li>}
        </ul>
      )}
    </li>
  );
};

const atFacility =
  (room: 'facility' | 'late' | 'morning' | 'exits') =>
  ({ facilityId }: Attention): string =>
    pathTo(room, { facilityId: facilityId ?? 0 });
const atBars = () => pathTo('bars');
const administered =
  (room: 'facilitySettings' | 'closures') =>
  ({ facilityId }: Attention): string =>
    facilityId === null ? pathTo('administeredFacilities') : pathTo(room, { facilityId });

/** Where a line leads; those of a team lead to its people. */
const doorOf: Partial<Record<AttentionKind, (item: Attention) => string>> = {
  overdue: atFacility('late'),
  without_place: atFacility('facility'),
  count_is_stale: atFacility('facility'),
  still_in_house: atFacility('morning'),
  exits_tomorrow: atFacility('exits'),
  left_open: atFacility('exits'),
  notices_due: atBars,
  bars_to_review: atBars,
  appeals_to_decide: atBars,
  appeals_to_hear: atBars,
  counts_stale: administered('facilitySettings'),
  over_capacity: administered('closures'),
};
