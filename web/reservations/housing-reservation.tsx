import { Drawer } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { HousingFacility } from '../../contract/reservations.ts';
import { useTexts } from '../texts/language.tsx';
import classes from './housing-reservation.module.css';
import { ReservationForm } from './reservation-form.tsx';
import { useStaySearch } from './stay-search.ts';

/** The Housing Reservation form, at the right over Housing Facilities; open while the address names a facility. */
export const HousingReservation = ({ facilities }: { facilities: HousingFacility[] }) => {
  const { form: texts } = useTexts().reservations;
  const { stay, change } = useStaySearch();
  return (
    <Drawer.Root
      opened={stay.facility !== undefined}
      onClose={() => change({ facility: undefined })}
      position="right"
      size={500}
      closeOnEscape={false}
      classNames={{ inner: classes.inner, overlay: classes.overlay, content: classes.content }}
    >
      <Drawer.Overlay />
      <Drawer.Content>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: only hears Escape on its way up from a field */}
        <div
          className={classes.whole}
          onKeyDown={(event) => {
            // Escape in a calendar or a menu over the form closes that one only.
            const isOwn = event.currentTarget.contains(event.target as HTMLElement);
            if (event.key === 'Escape' && isOwn && !event.defaultPrevented) change({ facility: undefined });
          }}
        >
          <Drawer.Header role="presentation" className={classes.head}>
            <Drawer.Title className={classes.title}>{texts.title}</Drawer.Title>
            <Drawer.CloseButton aria-label={texts.close} icon={<IconX size={20} aria-hidden />} />
          </Drawer.Header>
          {stay.facility !== undefined && (
            <ReservationForm
              facilityId={stay.facility}
              facilities={facilities}
              onClose={() => change({ facility: undefined })}
            />
          )}
        </div>
      </Drawer.Content>
    </Drawer.Root>
  );
};
