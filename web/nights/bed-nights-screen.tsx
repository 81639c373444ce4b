import { IconBedOff } from '@tabler/icons-react';
import { useTexts } from '../texts/language.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { FacilityRoom } from './facility-room.tsx';
import { NightOf } from './night-of.tsx';

/** Who slept at the own shelter on a night. */
export const BedNightsScreen = () => {
  const { nights: texts } = useTexts().shift;
  return (
    <FacilityRoom name={useTexts().shift.doors.nights} title={texts.title}>
      {({ facility }) =>
        facility.kind === 'extended_stay' ? (
          <EmptyState icon={<IconBedOff size={26} aria-hidden />} title={texts.noneExtended} />
        ) : (
          <NightOf facility={facility} room="bedNights" />
        )
      }
    </FacilityRoom>
  );
};
