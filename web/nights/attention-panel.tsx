import { useQuery } from '@tanstack/react-query';
import { type Attention, listAttention } from '../../contract/late-arrivals.ts';
import { useFacilityChanges } from '../live.ts';
import { pathTo } from '../paths.ts';
import { reading, rereadUnasked } from '../query.ts';
import { useTexts } from '../texts/language.tsx';
import { Door } from '../ui/door.tsx';
import { Panel } from '../ui/panel.tsx';
import classes from './attention.module.css';

const key = ['attention'];

/** A shelter's quiet list of what needs a person, each line a door to it. */
export const AttentionPanel = () => {
  const { attention: texts } = useTexts().nights;
  const { data } = useQuery({ ...reading(key, listAttention, {}), refetchInterval: 60_000 });
  useFacilityChanges((changed) => {
    if (changed === null || data?.items.some((i) => changed.includes(i.facilityId))) void rereadUnasked(key);
  });
  if (!data) return null;
  return (
    <Panel title={texts.title} padded={data.items.length === 0}>
      {data.items.length === 0 ? (
        <p>{texts.none}</p>
      ) : (
        <ul>
          {data.items.map((item) => (
            <li key={`${item.facilityId} ${item.kind}`} className={classes.row}>
              <Door to={doorOf(item)}>{texts.kinds[item.kind](item.count)}</Door>
              <span className={classes.where}>{item.facilityName}</span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
};

const doorOf = ({ kind, facilityId }: Attention): string =>
  kind === 'overdue'
    ? pathTo('late', { facilityId })
    : kind === 'still_in_house'
      ? pathTo('morning', { facilityId })
      : pathTo('facility', { facilityId });
