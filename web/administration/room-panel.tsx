import { Button, Checkbox, TextInput } from '@mantine/core';
import { IconAccessible, IconPlug, IconStairsUp, IconUserShield } from '@tabler/icons-react';
import { useState } from 'react';
import {
  type AdministeredBed,
  type AdministeredRoom,
  renameRoom,
} from '../../contract/facilities-administration.ts';
import { useFormCombination } from '../accounts/form-combination.ts';
import { useAct } from '../query.ts';
import { NotDoneFrame } from '../shell/not-done-frame.tsx';
import { useFormats } from '../texts/formats.ts';
import { announce } from '../ui/announce.tsx';
import { Panel } from '../ui/panel.tsx';
import classes from './administration.module.css';
import { administrationKey } from './administration-query.ts';
import { FormDialog } from './form-dialog.tsx';
import placeClasses from './places.module.css';
import { useAdministrationTexts } from './texts.ts';

interface RoomPanelProps {
  room: AdministeredRoom;
  beds: AdministeredBed[];
  tonight: string;
  facilityId: number;
  chosen: ReadonlySet<number>;
  onChoose: (ids: number[], on: boolean) => void;
  mayRename: boolean;
}

/** A room with its beds; beds are chosen by a tick, all of a room by the tick in its head. */
export const RoomPanel = ({
  room,
  beds,
  tonight,
  facilityId,
  chosen,
  onChoose,
  mayRename,
}: RoomPanelProps) => {
  const { places: texts } = useAdministrationTexts();
  const [renaming, setRenaming] = useState(false);
  const ids = beds.map((bed) => bed.id);
  const whole = room.units.find((u) => u.name === room.name);
  const oneParty = whole ? [texts.units[whole.kind]] : [];
  const count = ids.filter((id) => chosen.has(id)).length;
  return (
    <Panel
      title={room.name}
      note={[texts.count(beds.length), ...oneParty].join(' · ')}
      act={
        <div className={placeClasses.head}>
          <Checkbox
            className={placeClasses.check}
            aria-label={texts.selectRoom(room.name)}
            checked={count === ids.length}
            indeterminate={count > 0 && count < ids.length}
            onChange={(event) => onChoose(ids, event.currentTarget.checked)}
          />
          {mayRename && (
            <Button
              variant="subtle"
              size="compact-sm"
              aria-label={texts.renameOf(room.name)}
              onClick={() => setRenaming(true)}
            >
              {texts.rename}
            </Button>
          )}
        </div>
      }
    >
      <ul className={placeClasses.beds} aria-label={room.name}>
        {beds.map((bed) => (
          <li key={bed.id} className={placeClasses.bed}>
            <Checkbox
              className={placeClasses.check}
              label={<BedLine room={room} bed={bed} tonight={tonight} />}
              checked={chosen.has(bed.id)}
              onChange={(event) => onChoose([bed.id], event.currentTarget.checked)}
            />
          </li>
        ))}
      </ul>
      {renaming && <Rename room={room} facilityId={facilityId} onClose={() => setRenaming(false)} />}
    </Panel>
  );
};

const attributes = [
  { name: 'accessible', icon: IconAccessible },
  { name: 'power', icon: IconPlug },
  { name: 'nearStaff', icon: IconUserShield },
  { name: 'overflow', icon: IconStairsUp },
] as const;

/** 'A5 single bed', what it has, and from when until when where that is not simply "in service". */
const BedLine = ({
  room,
  bed,
  tonight,
}: {
  room: AdministeredRoom;
  bed: AdministeredBed;
  tonight: string;
}) => {
  const { places: texts } = useAdministrationTexts();
  const formats = useFormats();
  const unit = room.units.find((u) => u.id === bed.unitId);
  const isOut = bed.until !== null && bed.until <= tonight;
  const words = [
    bed.label.toLowerCase().includes(bed.kind) ? null : texts.kinds[bed.kind],
    unit && unit.name !== room.name && `${texts.units[unit.kind]} ${unit.name}`,
    bed.unnamed && texts.unnamed,
    bed.from && bed.from > tonight && texts.since(formats.nightLong(bed.from)),
    bed.until && (isOut ? texts.outSince : texts.until)(formats.nightLong(bed.until)),
  ].filter(Boolean);
  return (
    <span className={isOut ? classes.dim : undefined}>
      <span className={classes.strong}>{bed.label}</span>
      {words.length > 0 && <span className={classes.dim}> {words.join(' · ')}</span>}
      {attributes
        .filter(({ name }) => bed[name])
        .map(({ name, icon: Icon }) => (
          <span key={name} className={placeClasses.attribute}>
            <Icon size={14} aria-hidden />
            {texts[name]}
          </span>
        ))}
    </span>
  );
};

const Rename = ({
  room,
  facilityId,
  onClose,
}: {
  room: AdministeredRoom;
  facilityId: number;
  onClose: () => void;
}) => {
  const { places: texts, common } = useAdministrationTexts();
  const combination = useFormCombination();
  const [name, setName] = useState(room.name);
  const { act, busy, notDone, dismiss } = useAct(renameRoom, {
    combination,
    touches: () => [administrationKey(facilityId)],
    onDone: () => {
      announce(texts.renamed);
      onClose();
    },
  });
  const save = () => act({ params: { id: room.id }, body: { name } });
  return (
    <FormDialog
      title={texts.renameOf(room.name)}
      save={common.save}
      busy={busy}
      onSave={save}
      onClose={onClose}
      frame={
        <NotDoneFrame
          notDone={notDone}
          title={texts.notRenamed}
          combination={combination}
          onDismiss={dismiss}
          onAgain={save}
        />
      }
    >
      <TextInput
        label={common.name}
        maxLength={100}
        data-autofocus
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
    </FormDialog>
  );
};
