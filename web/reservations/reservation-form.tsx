import { Button, Menu, NativeSelect } from '@mantine/core';
import { IconBed, IconPlus } from '@tabler/icons-react';
import { addDays } from '../../contract/nights.ts';
import type { HousingFacility } from '../../contract/reservations.ts';
import { NotDoneFrame } from '../shell/not-done-frame.tsx';
import { useTexts } from '../texts/language.tsx';
import { KeyHint } from '../ui/key-hint.tsx';
import { useShortcuts } from '../ui/keyboard.ts';
import { NightInput } from '../ui/night-input.tsx';
import { ClientField } from './client-field.tsx';
import { BunkField, EnrollmentField, NeedsField } from './guest-fields.tsx';
import classes from './housing-reservation.module.css';
import { readNight } from './night-reading.ts';
import { sayBoth } from './party-words.ts';
import { RefusedReservation } from './refused-reservation.tsx';
import { ReservationChecks } from './reservation-checks.tsx';
import { useCalendarWords } from './stay-dates.tsx';
import { useReservationForm } from './use-reservation-form.ts';

interface ReservationFormProps {
  facilityId: number;
  facilities: HousingFacility[];
  onClose: () => void;
}

/** The article's fields, what the server says to them, and Save; refused, all reasons in their place. */
export const ReservationForm = ({ facilityId, facilities, onClose }: ReservationFormProps) => {
  const texts = useTexts();
  const { form: words, dates } = texts.reservations;
  const calendar = useCalendarWords();
  const form = useReservationForm(facilityId, facilities);
  const { client, party, facility, begin, end, nights, endless, stay, change, setNights } = form;
  const { fieldsOf, intake, sought, check, current, save, send, dismiss, checkAgain, combination } = form;
  const { addable, tonight, saveButton, obstacles } = form;
  const listed = facilities.find((f) => f.facility.id === facilityId)?.facility;
  const called = client.goesBy ?? client.name;
  const showsRefusal = obstacles !== null && sought !== null;
  useShortcuts([
    {
      keys: 'mod+enter',
      label: words.save,
      inDialog: true,
      act: () => (showsRefusal ? void checkAgain() : !save.busy && send()),
    },
  ]);

  return (
    <>
      <div className={classes.body}>
        <div className={classes.person}>
          <p className={classes.name}>{client.name}</p>
          <p className={classes.sayIt}>
            {client.sayIt}
            {client.sayIt && client.goesBy && ' · '}
            {client.goesBy && client.goesBy !== client.name && (
              <>
                {texts.clients.person.goesBy} <strong>{client.goesBy}</strong>
              </>
            )}
          </p>
        </div>
        {showsRefusal ? (
          <RefusedReservation
            stay={sought}
            facilityName={facility?.name ?? ''}
            endDate={endless ? null : end}
            obstacles={obstacles}
            called={called}
            party={party.map((guest) => guest.id)}
            wishes={form.wishes}
            onReserve={(other) => change({ facility: other })}
          />
        ) : (
          <div className={classes.fields}>
            <NativeSelect
              label={words.facility}
              data-autofocus
              value={String(facilityId)}
              data={[
                ...(listed
                  ? []
                  : [{ value: String(facilityId), label: facility?.name ?? words.chooseFacility }]),
                ...facilities.map((f) => ({
                  value: String(f.facility.id),
                  label: `${f.facility.name} · ${words.kind[f.facility.kind]}${f.more === 0 ? ' · 0' : ''}`,
                })),
              ]}
              onChange={(event) => change({ facility: Number(event.currentTarget.value) })}
            />
            <ClientField facilityId={facilityId} />
            {party.map((guest, i) => (
              <BunkField
                key={guest.id}
                {...fieldsOf(guest)}
                onRemove={
                  i === 0 ? undefined : () => change({ with: stay.with?.filter((id) => id !== guest.id) })
                }
              />
            ))}
            {addable.length > 0 && (
              <Menu position="bottom-start">
                <Menu.Target>
                  <Button
                    variant="subtle"
                    size="compact-sm"
                    className={classes.add}
                    leftSection={<IconPlus size={16} aria-hidden />}
                  >
                    {words.addClient}
                  </Button>
                </Menu.Target>
                <Menu.Dropdown>
                  {addable.map((member) => (
                    <Menu.Item
                      key={member.id}
                      onClick={() => change({ with: [...(stay.with ?? []), member.id] })}
                    >
                      {sayBoth(member)}
                    </Menu.Item>
                  ))}
                </Menu.Dropdown>
              </Menu>
            )}
            <div className={classes.nights}>
              <NightInput
                label={words.begin}
                description={words.beginHelp}
                value={begin}
                earliest={tonight}
                read={(text) => readNight(text, tonight)}
                words={calendar(words.begin)}
                onChange={(night) => setNights(night, addDays(night, nights))}
              />
              {endless ? (
                <div className={classes.endless}>
                  <p className={classes.label}>{words.untilMovedOut}</p>
                  <p className={classes.dim}>{words.untilMovedOutWhy}</p>
                </div>
              ) : (
                <NightInput
                  label={words.end}
                  description={words.endHelp}
                  value={end}
                  earliest={addDays(begin, 1)}
                  read={(text) => readNight(text, begin)}
                  words={calendar(words.end)}
                  error={end <= begin ? dates.after : undefined}
                  onChange={(night) => night > begin && setNights(begin, night)}
                />
              )}
            </div>
            {party.map((guest) => (
              <EnrollmentField key={guest.id} {...fieldsOf(guest)} intake={intake} />
            ))}
            <p className={classes.room}>
              <IconBed size={18} aria-hidden />
              <span>
                <strong>{words.roomAndBed}</strong> {words.roomAndBedWhy}
              </span>
            </p>
            {party.map((guest) => (
              <NeedsField key={guest.id} {...fieldsOf(guest)} />
            ))}
            {sought && <ReservationChecks check={current} failed={check.isError} stay={sought} />}
            {!showsRefusal && (
              <NotDoneFrame
                notDone={save.notDone}
                title={texts.reservations.refused.notReserved(facility?.name ?? '')}
                combination={combination}
                onDismiss={dismiss}
                onAgain={send}
              />
            )}
          </div>
        )}
      </div>
      <div className={classes.foot}>
        <span className={classes.footNote}>
          {showsRefusal ? words.kept : facility ? words.forFacility(facility.name) : ''}
        </span>
        {showsRefusal ? (
          <>
            <Button variant="default" onClick={dismiss}>
              {words.changeEntries}
            </Button>
            <Button variant="default" loading={check.isFetching} onClick={() => void checkAgain()}>
              {words.checkAgain}
            </Button>
          </>
        ) : (
          <>
            <Button variant="default" onClick={onClose}>
              {words.cancel}
            </Button>
            <Button
              ref={saveButton}
              loading={save.busy}
              onClick={send}
              rightSection={<KeyHint keys="mod+enter" />}
            >
              {words.save}
            </Button>
          </>
        )}
      </div>
    </>
  );
};
