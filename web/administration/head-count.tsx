import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { endBeds, previewBedEnding } from '../../contract/displacement.ts';
import { addPlaces, type FacilityAdministration } from '../../contract/facilities-administration.ts';
import { useFormCombination } from '../accounts/form-combination.ts';
import { useAct } from '../query.ts';
import { NotDoneFrame } from '../shell/not-done-frame.tsx';
import { announce } from '../ui/announce.tsx';
import { Panel } from '../ui/panel.tsx';
import classes from './administration.module.css';
import { administeredFacilitiesKey, administrationKey } from './administration-query.ts';
import { isInService } from './in-service.ts';
import { useAdministrationTexts } from './texts.ts';
import { TwoSteps } from './two-steps.tsx';

/** A facility that knows only a head count: its number of places, more or fewer. */
export const HeadCount = ({ facility }: { facility: FacilityAdministration }) => {
  const { places, order, bedEnding } = useAdministrationTexts();
  const { head: texts } = places;
  const combination = useFormCombination();
  const unnamed = facility.rooms.flatMap((room) =>
    room.beds.filter((bed) => bed.unnamed && !bed.overflow && isInService(bed, facility.tonight)),
  );
  const [wanted, setWanted] = useState(String(unnamed.length));
  const [fewer, setFewer] = useState<number[] | null>(null);
  const more = Number(wanted) - unnamed.length;
  const add = useAct(addPlaces, {
    combination,
    touches: () => [administrationKey(facility.id), administeredFacilitiesKey],
    onDone: () => announce(order.made(more)),
  });
  const save = () => {
    if (!Number.isInteger(more) || more === 0 || !/^\d+$/.test(wanted)) return;
    if (more < 0) return setFewer(unnamed.slice(more).map((bed) => bed.id));
    const roomName =
      facility.rooms.find((room) => room.beds.some((bed) => bed.unnamed))?.name ?? order.names.unnamed;
    add.act({ params: { id: facility.id }, body: { roomName, mats: more, unnamed: true } });
  };
  return (
    <Panel title={texts.title} padded>
      <form
        className={classes.bar}
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <TextInput
          label={texts.label}
          description={texts.help}
          inputMode="numeric"
          maxLength={4}
          value={wanted}
          onChange={(event) => setWanted(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" loading={add.busy}>
          {texts.save}
        </Button>
      </form>
      <NotDoneFrame
        notDone={add.notDone}
        title={order.notMade}
        combination={combination}
        onDismiss={add.dismiss}
        onAgain={save}
      />
      {fewer && (
        <TwoSteps
          title={bedEnding.title(fewer.length)}
          words={bedEnding}
          facilityId={facility.id}
          preview={previewBedEnding}
          act={endBeds}
          params={{ id: facility.id }}
          body={{ bedIds: fewer, endDate: facility.tonight }}
          onClose={() => setFewer(null)}
        >
          <p className={classes.dim}>{bedEnding.why}</p>
        </TwoSteps>
      )}
    </Panel>
  );
};
