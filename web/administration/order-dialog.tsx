import { Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import {
  addPlaces,
  type FacilityAdministration,
  type OrderedRoom,
  type PlacesOrder,
  previewPlaces,
} from '../../contract/facilities-administration.ts';
import { useFormCombination } from '../accounts/form-combination.ts';
import { useAct } from '../query.ts';
import { fieldErrorsOf, NotDoneFrame } from '../shell/not-done-frame.tsx';
import { sayObstacle, useTexts } from '../texts/language.tsx';
import { announce } from '../ui/announce.tsx';
import { DayInput } from '../ui/day-input.tsx';
import classes from './administration.module.css';
import { administeredFacilitiesKey, administrationKey } from './administration-query.ts';
import { FormDialog } from './form-dialog.tsx';
import placeClasses from './places.module.css';
import { useAdministrationTexts } from './texts.ts';

type Shape = 'dormitory' | 'bunk_rooms' | 'family_rooms' | 'open_room' | 'unnamed' | 'couples';
type Counted = 'rooms' | 'bunks' | 'singles' | 'cots' | 'mats' | 'cribs' | 'doubleBeds' | 'cubicles';

/** Which numbers each shape asks for, and what they begin with. */
const shapes: Record<Shape, Partial<Record<Counted, number>>> = {
  dormitory: { bunks: 10, singles: 0 },
  bunk_rooms: { rooms: 12, bunks: 4 },
  family_rooms: { rooms: 6, singles: 4, cribs: 0 },
  open_room: { singles: 0, cots: 10, mats: 0 },
  unnamed: { mats: 30 },
  couples: { doubleBeds: 2, cubicles: 0 },
};

/** Rooms and beds in one order, with every name shown before anything is made. */
export const OrderDialog = ({
  facility,
  onClose,
}: {
  facility: FacilityAdministration;
  onClose: () => void;
}) => {
  const { order: texts } = useAdministrationTexts();
  const combination = useFormCombination();
  const [shape, setShape] = useState<Shape>(facility.settings.headCountOnly ? 'unnamed' : 'dormitory');
  const [roomName, setRoomName] = useState(texts.names[shape]);
  const [numbers, setNumbers] = useState<Partial<Record<Counted, string>>>({});
  const [flags, setFlags] = useState({ accessible: false, power: false, nearStaff: false, overflow: false });
  const [from, setFrom] = useState<string | null>(null);
  const asked = Object.entries(shapes[shape]) as [Counted, number][];
  const numberOf = (field: Counted, start: number) => numbers[field] ?? String(start);
  const order = {
    roomName,
    ...Object.fromEntries(asked.map(([field, start]) => [field, Number(numberOf(field, start) || 0)])),
    ...flags,
    oneParty: shape === 'family_rooms',
    unnamed: shape === 'unnamed',
    ...(from && { from }),
  } as PlacesOrder;
  const written = JSON.stringify(order);

  const [seen, setSeen] = useState<{
    of: string;
    rooms: OrderedRoom[];
    places: number;
    reasons: string[];
  } | null>(null);
  const all = useTexts();
  const look = useAct(previewPlaces, {
    onDone: ({ rooms, places, obstacles }) =>
      setSeen({ of: written, rooms, places, reasons: obstacles.map((o) => sayObstacle(all, o)) }),
  });
  const make = useAct(addPlaces, {
    combination,
    touches: () => [administrationKey(facility.id), administeredFacilitiesKey],
    onDone: () => {
      announce(texts.made(seen?.places ?? 0));
      onClose();
    },
  });
  const preview = seen?.of === written ? seen : null;
  const ready = preview !== null && preview.reasons.length === 0;
  const input = { params: { id: facility.id }, body: order };
  const choose = (next: Shape) => {
    setShape(next);
    setRoomName(texts.names[next]);
    setNumbers({});
  };
  const errors = { ...fieldErrorsOf(look.notDone), ...fieldErrorsOf(make.notDone) };
  const several = 'rooms' in shapes[shape];
  const labels: Record<Counted, string> = {
    rooms: texts.rooms,
    bunks: several ? texts.bunksEach : texts.bunks,
    singles: shape === 'family_rooms' ? texts.places : texts.singles,
    cots: texts.cots,
    mats: texts.mats,
    cribs: texts.cribs,
    doubleBeds: texts.doubleBeds,
    cubicles: texts.cubicles,
  };
  return (
    <FormDialog
      title={texts.title}
      save={ready ? texts.save(preview.places) : seen ? texts.previewAgain : texts.preview}
      busy={look.busy || make.busy}
      onSave={() => (ready ? make.act(input) : look.act(input))}
      onClose={onClose}
      size={620}
      frame={
        <NotDoneFrame
          notDone={make.notDone ?? look.notDone}
          title={texts.notMade}
          combination={combination}
          onDismiss={() => {
            make.dismiss();
            look.dismiss();
          }}
          fieldNames={labels}
        />
      }
    >
      <NativeSelect
        label={texts.shape}
        data-autofocus
        value={shape}
        onChange={(event) => choose(event.currentTarget.value as Shape)}
        data={(Object.keys(shapes) as Shape[]).map((value) => ({ value, label: texts.shapes[value] }))}
      />
      <TextInput
        label={several ? texts.roomNames : texts.roomName}
        maxLength={60}
        value={roomName}
        error={errors.roomName}
        onChange={(event) => setRoomName(event.currentTarget.value)}
      />
      <div className={placeClasses.numbers}>
        {asked.map(([field, start]) => (
          <TextInput
            key={field}
            label={labels[field]}
            description={field === 'bunks' ? texts.bunksHelp : undefined}
            inputMode="numeric"
            maxLength={4}
            value={numberOf(field, start)}
            error={errors[field]}
            onChange={(event) => {
              const { value } = event.currentTarget;
              setNumbers((now) => ({ ...now, [field]: value }));
            }}
          />
        ))}
      </div>
      <Flags label={texts.all} flags={flags} onChange={(part) => setFlags((now) => ({ ...now, ...part }))} />
      <DayInput
        label={texts.from}
        description={texts.fromHelp}
        value={from}
        onChange={setFrom}
        error={errors.from}
      />
      {preview && <Preview rooms={preview.rooms} places={preview.places} reasons={preview.reasons} />}
    </FormDialog>
  );
};

interface FlagsValue {
  accessible: boolean;
  power: boolean;
  nearStaff: boolean;
  overflow: boolean;
}

const Flags = (props: {
  label: string;
  flags: FlagsValue;
  onChange: (part: Partial<FlagsValue>) => void;
}) => {
  const { places: texts } = useAdministrationTexts();
  return (
    <fieldset className={placeClasses.fieldset}>
      <legend className={placeClasses.legend}>{props.label}</legend>
      <div className={classes.checks}>
        {(['accessible', 'power', 'nearStaff', 'overflow'] as const).map((flag) => (
          <Checkbox
            key={flag}
            label={texts[flag]}
            checked={props.flags[flag]}
            onChange={(event) => props.onChange({ [flag]: event.currentTarget.checked })}
          />
        ))}
      </div>
    </fieldset>
  );
};

const Preview = ({ rooms, places, reasons }: { rooms: OrderedRoom[]; places: number; reasons: string[] }) => {
  const { order: texts } = useAdministrationTexts();
  if (reasons.length > 0) {
    return (
      <ul role="status" className={classes.problems}>
        {reasons.map((reason) => (
          <li key={reason} className={classes.risk}>
            {reason}
          </li>
        ))}
      </ul>
    );
  }
  return (
    <div role="status">
      <p className={classes.strong}>{texts.willMake(places, rooms.length)}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keys */}
      <ul className={placeClasses.preview} tabIndex={0} aria-label={texts.preview}>
        {rooms.map((room) => (
          <li key={room.name} className={placeClasses.previewRoom}>
            <span>
              <span className={classes.strong}>{room.name}</span>
              {!room.isNew && <span className={classes.second}>{texts.addsTo}</span>}
            </span>
            <span className={classes.dim}>{labelsOf(room)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
};

/** 'A1 lower, A1 upper, A2 lower … A20 upper': the first ones and the last. */
const labelsOf = ({ beds }: OrderedRoom): string => {
  const labels = beds.map((bed) => bed.label);
  return labels.length <= 8 ? labels.join(', ') : `${labels.slice(0, 5).join(', ')} … ${labels.at(-1)}`;
};
