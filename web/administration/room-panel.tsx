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
import { DataTable } from '../ui/data-table.tsx';
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
  const count = ids.filter((id) => chosen.has(id)).length;
  const hasUnits = beds.some((bed) => bed.unitId !== null);
  return (
    <Panel
      title={room.name}
      note={texts.count(beds.length)}
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
      <DataTable
        name={room.name}
        rows={beds}
        rowKey={(bed) => bed.id}
        columns={[
          {
            head: texts.bed,
            width: '22%',
            cell: (bed) => (
              <Checkbox
                className={placeClasses.check}
                label={<span className={classes.strong}>{bed.label}</span>}
                aria-label={texts.select(bed.label)}
                checked={chosen.has(bed.id)}
                onChange={(event) => onChoose([bed.id], event.currentTarget.checked)}
              />
            ),
          },
          { head: texts.kind, width: '18%', cell: (bed) => texts.kinds[bed.kind] },
          ...(hasUnits
            ? [{ head: texts.unit, cell: (bed: AdministeredBed) => unitOf(room, bed, texts.units) }]
            : []),
          { head: texts.attributes, cell: (bed) => <Attributes bed={bed} /> },
          { head: texts.service, width: '22%', cell: (bed) => <Service bed={bed} tonight={tonight} /> },
        ]}
      />
      {renaming && <Rename room={room} facilityId={facilityId} onClose={() => setRenaming(false)} />}
    </Panel>
  );
};

const unitOf = (room: AdministeredRoom, bed: AdministeredBed, names: Record<string, string>) => {
  const unit = room.units.find((u) => u.id === bed.unitId);
  return unit && (unit.name === room.name ? names[unit.kind] : `${names[unit.kind]} ${unit.name}`);
};

const Attributes = ({ bed }: { bed: AdministeredBed }) => {
  const { places: texts } = useAdministrationTexts();
  const shown = [
    bed.accessible && { icon: IconAccessible, word: texts.accessible },
    bed.power && { icon: IconPlug, word: texts.power },
    bed.nearStaff && { icon: IconUserShield, word: texts.nearStaff },
    bed.overflow && { icon: IconStairsUp, word: texts.overflow },
  ].filter((a) => a !== false);
  return (
    <span className={placeClasses.attributes}>
      {shown.map((a) => (
        <span key={a.word} className={placeClasses.attribute}>
          <a.icon size={15} aria-hidden />
          {a.word}
        </span>
      ))}
      {bed.unnamed && <span className={classes.dim}>{texts.unnamed}</span>}
    </span>
  );
};

const Service = ({ bed, tonight }: { bed: AdministeredBed; tonight: string }) => {
  const { places: texts } = useAdministrationTexts();
  const formats = useFormats();
  if (bed.until !== null && bed.until <= tonight) {
    return <span className={classes.dim}>{texts.outSince(formats.nightLong(bed.until))}</span>;
  }
  return (
    <span className={classes.dim}>
      {bed.from ? texts.since(formats.nightLong(bed.from)) : texts.always}
      {bed.until && ` ${texts.until(formats.nightLong(bed.until))}`}
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
