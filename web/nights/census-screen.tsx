import { useQuery } from '@tanstack/react-query';
import { readCensus } from '../../contract/census.ts';
import type { CurrentReservations } from '../../contract/reservations.ts';
import { facilityKey, reading } from '../query.ts';
import { Loaded } from '../shell/loaded.tsx';
import { useFormats } from '../texts/formats.ts';
import { useTexts } from '../texts/language.tsx';
import classes from './census.module.css';
import { CensusDifferences } from './census-differences.tsx';
import { CensusHeads, CensusPlaces } from './census-places.tsx';
import { FacilityRoom } from './facility-room.tsx';

/** The two-minute count: what is found, place by place; what differs is put right above it. */
export const CensusScreen = () => {
  const { census: texts } = useTexts().shift;
  return (
    <FacilityRoom name={useTexts().shift.doors.census} title={texts.title} about={() => texts.about}>
      {(board) => <Count board={board} />}
    </FacilityRoom>
  );
};

const Count = ({ board }: { board: CurrentReservations }) => {
  const { census: texts } = useTexts().shift;
  const formats = useFormats();
  const { facility } = board;
  const query = useQuery(
    reading(facilityKey(facility.id, 'census'), readCensus, { params: { id: facility.id } }),
  );
  return (
    <Loaded query={query}>
      {({ last, differences }) => (
        <div className={classes.page}>
          <p className={classes.last}>
            {last
              ? texts.last(formats.instant(last.countedAt, facility.timeZone), last.countedBy)
              : texts.neverCounted}
          </p>
          {last && <CensusDifferences facility={facility} differences={differences} />}
          {facility.headCountOnly ? <CensusHeads board={board} /> : <CensusPlaces board={board} />}
        </div>
      )}
    </Loaded>
  );
};
