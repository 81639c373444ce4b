import { Checkbox } from '@mantine/core';
import type { FacilityAdministration } from '../../contract/facilities-administration.ts';
import { isInService } from './in-service.ts';
import placeClasses from './places.module.css';
import { useAdministrationTexts } from './texts.ts';

interface BedsChoiceProps {
  facility: FacilityAdministration;
  label: string;
  chosen: number[];
  onChange: (ids: number[]) => void;
  error?: string | false;
}

/** Beds of a facility, room by room; a room's tick takes all of it. */
export const BedsChoice = ({ facility, label, chosen, onChange, error }: BedsChoiceProps) => {
  const { closures: texts } = useAdministrationTexts();
  const set = new Set(chosen);
  const choose = (ids: number[], on: boolean) =>
    onChange(on ? [...new Set([...chosen, ...ids])] : chosen.filter((id) => !ids.includes(id)));
  return (
    <fieldset className={placeClasses.fieldset}>
      <legend className={placeClasses.legend}>{label}</legend>
      <div className={placeClasses.rooms}>
        {facility.rooms.map((room) => {
          const beds = room.beds.filter((bed) => isInService(bed, facility.tonight));
          const ids = beds.map((bed) => bed.id);
          const count = ids.filter((id) => set.has(id)).length;
          if (beds.length === 0) return null;
          return (
            <div key={room.id}>
              <Checkbox
                label={texts.allOf(room.name)}
                checked={count === ids.length}
                indeterminate={count > 0 && count < ids.length}
                onChange={(event) => choose(ids, event.currentTarget.checked)}
              />
              <div className={placeClasses.bedsOfRoom}>
                {beds.map((bed) => (
                  <Checkbox
                    key={bed.id}
                    label={bed.label}
                    aria-label={`${room.name}, ${bed.label}`}
                    checked={set.has(bed.id)}
                    onChange={(event) => choose([bed.id], event.currentTarget.checked)}
                  />
                ))}
              </div>
            </div>
          );
        })}
      </div>
      {error && <p className={placeClasses.error}>{error}</p>}
    </fieldset>
  );
};
