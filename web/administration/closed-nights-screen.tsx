import { Button } from '@mantine/core';
import { IconBedOff } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { NightOf } from '../nights/night-of.tsx';
import { pathTo } from '../paths.ts';
import { useTexts } from '../texts/language.tsx';
import { DayInput } from '../ui/day-input.tsx';
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
            <FarNight facilityId={facility.id} />
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

/** Closed nights lie weeks back: typed, not stepped to. */
const FarNight = ({ facilityId }: { facilityId: number }) => {
  const { nights: texts } = useTexts().shift;
  const navigate = useNavigate();
  const [night, setNight] = useState<string | null>(null);
  const show = (event: FormEvent) => {
    event.preventDefault();
    if (night)
      void navigate({ to: pathTo('administeredBedNights', { facilityId }), search: { night } as never });
  };
  return (
    <form className={classes.bar} onSubmit={show}>
      <DayInput label={texts.farNight} value={night} onChange={setNight} />
      <Button type="submit" variant="default" disabled={!night}>
        {texts.show}
      </Button>
    </form>
  );
};
