import { Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { previewRule, setRule } from '../../contract/displacement.ts';
import { Door, type FacilityAdministration } from '../../contract/facilities-administration.ts';
import { DayInput } from '../ui/day-input.tsx';
import classes from './administration.module.css';
import { useAdministrationTexts } from './texts.ts';
import { TwoSteps } from './two-steps.tsx';
import { weekdaysInOrder } from './weekday-words.ts';
import { WeekdaysChoice } from './weekdays-choice.tsx';

interface RuleDialogProps {
  facility: FacilityAdministration;
  /** The rule is for these beds; left out where it is for rooms that are chosen here. */
  bedIds?: number[];
  onClose: () => void;
}

const ageOf = (text: string): number | null => (/^\d+$/.test(text.trim()) ? Number(text) : null);

/** Sets who may use rooms or beds, from a night until a night. */
export const RuleDialog = ({ facility, bedIds, onClose }: RuleDialogProps) => {
  const { rules: texts, weekdays: days } = useAdministrationTexts();
  const [rooms, setRooms] = useState<string[]>([]);
  const [placement, setPlacement] = useState('');
  const [ageFrom, setAgeFrom] = useState('');
  const [ageTo, setAgeTo] = useState('');
  const [children, setChildren] = useState('');
  const [veteransOnly, setVeteransOnly] = useState(false);
  const [doors, setDoors] = useState<string[]>([...Door.options]);
  const [weekdays, setWeekdays] = useState(weekdaysInOrder);
  const [beginDate, setBeginDate] = useState<string | null>(facility.tonight);
  const [endDate, setEndDate] = useState<string | null>(null);
  const [lacking, setLacking] = useState(false);
  const roomIds = rooms.map(Number);
  const complete = (bedIds ?? roomIds).length > 0 && weekdays.length > 0 && beginDate !== null;
  const body = complete
    ? {
        roomIds: bedIds ? [] : roomIds,
        bedIds: bedIds ?? [],
        placement: placement || null,
        ageFrom: ageOf(ageFrom),
        ageTo: ageOf(ageTo),
        children: children || null,
        veteransOnly,
        doors: doors.length === Door.options.length ? null : doors,
        weekdays,
        beginDate,
        endDate,
      }
    : null;
  return (
    <TwoSteps
      title={bedIds ? `${texts.title1}: ${texts.forBeds(bedIds.length)}` : texts.title1}
      words={texts}
      facilityId={facility.id}
      preview={previewRule}
      act={setRule}
      params={{ id: facility.id }}
      body={body}
      onLacking={() => setLacking(true)}
      onClose={onClose}
      size={600}
    >
      {!bedIds && (
        <Checkbox.Group
          label={texts.rooms}
          value={rooms}
          onChange={setRooms}
          error={lacking && rooms.length === 0 && texts.chooseRoom}
        >
          <div className={classes.checks}>
            {facility.rooms.map((room) => (
              <Checkbox key={room.id} value={String(room.id)} label={room.name} />
            ))}
          </div>
        </Checkbox.Group>
      )}
      <div className={classes.quad}>
        <NativeSelect
          label={texts.placement}
          value={placement}
          onChange={(event) => setPlacement(event.currentTarget.value)}
          data={[
            { value: '', label: texts.allGender },
            { value: 'men', label: texts.men },
            { value: 'women', label: texts.women },
          ]}
        />
        <NativeSelect
          label={texts.children}
          value={children}
          onChange={(event) => setChildren(event.currentTarget.value)}
          data={[
            { value: '', label: texts.childrenAny },
            { value: 'with', label: texts.with },
            { value: 'without', label: texts.without },
          ]}
        />
        <TextInput
          label={texts.ageFrom}
          inputMode="numeric"
          maxLength={3}
          value={ageFrom}
          onChange={(event) => setAgeFrom(event.currentTarget.value)}
        />
        <TextInput
          label={texts.ageTo}
          inputMode="numeric"
          maxLength={3}
          value={ageTo}
          onChange={(event) => setAgeTo(event.currentTarget.value)}
        />
      </div>
      <Checkbox
        label={texts.veteransOnly}
        checked={veteransOnly}
        onChange={(event) => setVeteransOnly(event.currentTarget.checked)}
      />
      <Checkbox.Group label={texts.doorsLabel} value={doors} onChange={setDoors}>
        <div className={classes.checks}>
          {Door.options.map((door) => (
            <Checkbox key={door} value={door} label={texts.doors[door]} />
          ))}
        </div>
      </Checkbox.Group>
      <WeekdaysChoice
        label={days.label}
        help={days.help}
        value={weekdays}
        onChange={setWeekdays}
        error={lacking && weekdays.length === 0 && days.choose}
      />
      <div className={classes.pair}>
        <DayInput needed label={texts.from} value={beginDate} onChange={setBeginDate} />
        <DayInput label={texts.until} value={endDate} onChange={setEndDate} description={texts.untilHelp} />
      </div>
      <p className={classes.dim}>{texts.replaces}</p>
    </TwoSteps>
  );
};
