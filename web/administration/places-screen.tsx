import { Button } from '@mantine/core';
import { IconBed } from '@tabler/icons-react';
import { useState } from 'react';
import type { FacilityAdministration } from '../../contract/facilities-administration.ts';
import { useCombination } from '../accounts/session.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import classes from './administration.module.css';
import { BedChangeDialog, BedEndingDialog } from './bed-dialogs.tsx';
import { CloseBedsDialog } from './close-beds-dialog.tsx';
import { FacilityFrame } from './facility-frame.tsx';
import { HeadCount } from './head-count.tsx';
import { isInService } from './in-service.ts';
import { OrderDialog } from './order-dialog.tsx';
import placeClasses from './places.module.css';
import { RoomPanel } from './room-panel.tsx';
import { RuleDialog } from './rule-dialog.tsx';
import { useAdministrationTexts } from './texts.ts';

/** Rooms and beds: made in bulk, chosen, changed, closed, taken out of service. */
export const PlacesScreen = () => {
  const { places: texts } = useAdministrationTexts();
  const isAdministrator = useCombination()?.workgroup === 'system_administrators';
  const [adding, setAdding] = useState(false);
  return (
    <FacilityFrame
      title={texts.title}
      act={(facility) =>
        isAdministrator && !facility.closedAt && <Button onClick={() => setAdding(true)}>{texts.add}</Button>
      }
    >
      {(facility) => (
        <>
          <Places facility={facility} isAdministrator={isAdministrator} onAdd={() => setAdding(true)} />
          {adding && <OrderDialog facility={facility} onClose={() => setAdding(false)} />}
        </>
      )}
    </FacilityFrame>
  );
};

type Doing = 'change' | 'end' | 'back' | 'close' | 'rule';

interface PlacesProps {
  facility: FacilityAdministration;
  isAdministrator: boolean;
  onAdd: () => void;
}

const Places = ({ facility, isAdministrator, onAdd }: PlacesProps) => {
  const { places: texts, bedChange, bedEnding, closures, rules } = useAdministrationTexts();
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const [outToo, setOutToo] = useState(false);
  const [doing, setDoing] = useState<Doing | null>(null);
  const all = facility.rooms.flatMap((room) => room.beds);
  const inService = all.filter((bed) => isInService(bed, facility.tonight));
  const out = all.length - inService.length;
  const beds = all.filter((bed) => chosen.has(bed.id));
  const bedIds = beds.map((bed) => bed.id);
  const choose = (ids: number[], on: boolean) =>
    setChosen((now) => new Set(on ? [...now, ...ids] : [...now].filter((id) => !ids.includes(id))));
  const close = () => {
    setDoing(null);
    setChosen(new Set());
  };
  if (all.length === 0) {
    return (
      <div className={classes.page}>
        {facility.settings.headCountOnly && isAdministrator && <HeadCount facility={facility} />}
        <EmptyState icon={<IconBed size={26} aria-hidden />} title={texts.none} why={texts.noneWhy}>
          {isAdministrator && <Button onClick={onAdd}>{texts.add}</Button>}
        </EmptyState>
      </div>
    );
  }
  const allOut = beds.every((bed) => !isInService(bed, facility.tonight));
  return (
    <div className={classes.page}>
      {facility.settings.headCountOnly && isAdministrator && <HeadCount facility={facility} />}
      <p className={classes.dim}>{texts.about(inService.length)}</p>
      {facility.rooms.map((room) => {
        const shown = room.beds.filter((bed) => outToo || isInService(bed, facility.tonight));
        return (
          shown.length > 0 && (
            <RoomPanel
              key={room.id}
              room={room}
              beds={shown}
              tonight={facility.tonight}
              facilityId={facility.id}
              chosen={chosen}
              onChoose={choose}
              mayRename={isAdministrator}
            />
          )
        );
      })}
      {out > 0 && (
        <div>
          <Button variant="default" aria-pressed={outToo} onClick={() => setOutToo(!outToo)}>
            {outToo ? texts.hideOut : texts.showOut(out)}
          </Button>
        </div>
      )}
      {beds.length > 0 && (
        <section className={placeClasses.chosen} aria-label={texts.chosen(beds.length)}>
          <strong className={placeClasses.count}>{texts.chosen(beds.length)}</strong>
          {!allOut && <Button onClick={() => setDoing('close')}>{closures.addButton}</Button>}
          {!allOut && (
            <Button variant="default" onClick={() => setDoing('rule')}>
              {rules.addButton}
            </Button>
          )}
          {isAdministrator && !allOut && (
            <>
              <Button variant="default" onClick={() => setDoing('change')}>
                {bedChange.button}
              </Button>
              <Button variant="default" onClick={() => setDoing('end')}>
                {bedEnding.button}
              </Button>
            </>
          )}
          {isAdministrator && allOut && <Button onClick={() => setDoing('back')}>{bedEnding.back}</Button>}
          <Button variant="subtle" onClick={() => setChosen(new Set())}>
            {texts.clear}
          </Button>
        </section>
      )}
      {doing === 'close' && <CloseBedsDialog facility={facility} bedIds={bedIds} onClose={close} />}
      {doing === 'rule' && <RuleDialog facility={facility} bedIds={bedIds} onClose={close} />}
      {doing === 'change' && <BedChangeDialog facility={facility} beds={beds} onClose={close} />}
      {(doing === 'end' || doing === 'back') && (
        <BedEndingDialog facility={facility} bedIds={bedIds} back={doing === 'back'} onClose={close} />
      )}
    </div>
  );
};
