import { useQuery } from '@tanstack/react-query';
import { type Attention, type AttentionKind, listAttention } from '../../contract/attention.ts';
import { useSettledChanges } from '../live.ts';
import { pathTo } from '../paths.ts';
import { reading, rereadUnasked, useReadEachMinute } from '../query.ts';
import { Loaded } from '../shell/loaded.tsx';
import { useTexts } from '../texts/language.tsx';
import { Door } from '../ui/door.tsx';
import { Panel } from '../ui/panel.tsx';
import classes from './attention.module.css';

const key = ['attention'];

/** A quiet list of what needs a person, each line a door to where it is dealt with. */
export const AttentionPanel = () => {
  const { nights, app } = useTexts();
  const texts = nights.attention;
  const query = useQuery(reading(key, listAttention, {}));
  // Somebody may become late without any act.
  useReadEachMinute(key);
  useSettledChanges(() => void rereadUnasked(key));
  return (
    <Panel title={texts.title} padded={query.data?.items.length === 0}>
      <Loaded query={query} broke={app.room.listBroke}>
        {({ items }) =>
          items.length === 0 ? (
            <p>{texts.none}</p>
          ) : (
            <ul>
              {items.map((item) => (
                <Line key={`${item.facilityId} ${item.kind}`} item={item} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </Panel>
  );
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
