import { IconBedOff } from '@tabler/icons-react';
import { NightOf } from '../nights/night-of.tsx';
import { useTexts } from '../texts/language.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import classes from './administration.module.css';
import { FacilityFrame } from './facility-frame.tsx';

/** Bed nights of any night, also of those that are closed to the shelter itself. */
export const ClosedNightsScreen = () => {
  const { nights: texts } = useTexts().shift;
  return (
    <FacilityFrame title={texts.title}>
      {(facility) =>
        facility.kind === 'extended_stay' ? (
          <EmptyState icon={<IconBedOff size={26} aria-hidden />} title={texts.noneExtended} />
        ) : (
          <div className={classes.page}>
            <NightOf
              facility={{ id: facility.id, tonight: facility.tonight, timeZone: facility.settings.timeZone }}
              room="administeredBedNights"
            />
          </div>
        )
      }
    </FacilityFrame>
  );
};
