import { Button, Drawer, Menu, NativeSelect } from '@mantine/core';
import { IconBed, IconPlus, IconX } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { addDays, countNights, type Night } from '../../contract/nights.ts';
import type { Obstacle } from '../../contract/obstacles.ts';
import { type HousingFacility, saveReservation } from '../../contract/reservations.ts';
import { useFormCombination } from '../accounts/form-combination.ts';
import { useOnBehalfOf } from '../accounts/on-behalf.ts';
import { Refused } from '../api.ts';
import { ClientCombobox } from '../clients/client-combobox.tsx';
import { useClient } from '../clients/client-query.ts';
import { pathTo } from '../paths.ts';
import { clientKey, useAct } from '../query.ts';
import { NotDoneFrame } from '../shell/not-done-frame.tsx';
import { useTexts } from '../texts/language.tsx';
import { announce } from '../ui/announce.tsx';
import { KeyHint } from '../ui/key-hint.tsx';
import { useShortcuts } from '../ui/keyboard.ts';
import { NightInput } from '../ui/night-input.tsx';
import { BunkField, EnrollmentField, intakeAt, NeedsField, type PartyGuest } from './guest-fields.tsx';
import classes from './housing-reservation.module.css';
import { justSaved } from './just-saved.ts';
import type { SoughtStay } from './next-step.tsx';
import { readNight } from './night-reading.ts';
import { othersOf, sayBoth } from './party-words.ts';
import { RefusedReservation } from './refused-reservation.tsx';
import { ReservationChecks } from './reservation-checks.tsx';
import { type GuestEntries, useEntries } from './reservation-entries.ts';
import { useCalendarWords } from './stay-dates.tsx';
import { useStaySearch, writeStaySearch } from './stay-search.ts';
import { useReservationCheck } from './use-reservation-check.ts';

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
      classNames={{ inner: classes.inner, overlay: classes.overlay, content: classes.content }}
    >
      <Drawer.Overlay />
      <Drawer.Content>
        <Drawer.Header role="presentation" className={classes.head}>
          <Drawer.Title className={classes.title}>{texts.title}</Drawer.Title>
          <Drawer.CloseButton aria-label={texts.close} icon={<IconX size={20} aria-hidden />} />
        </Drawer.Header>
        {stay.facility !== undefined && (
          <Form
            facilityId={stay.facility}
            facilities={facilities}
            onClose={() => change({ facility: undefined })}
          />
        )}
      </Drawer.Content>
    </Drawer.Root>
  );
};

interface FormProps {
  facilityId: number;
  facilities: HousingFacility[];
  onClose: () => void;
}

const Form = ({ facilityId, facilities, onClose }: FormProps) => {
  const texts = useTexts();
  const { form: words, dates } = texts.reservations;
  const calendar = useCalendarWords();
  const navigate = useNavigate();
  const dashboard = useClient();
  const { client } = dashboard;
  const { stay, change } = useStaySearch();
  const { entries, change: changeEntries, forget } = useEntries(client.id);
  const combination = useFormCombination();
  const [changingClient, setChangingClient] = useState(false);
  const [refused, setRefused] = useState<Obstacle[] | null>(null);
  const saveButton = useRef<HTMLButtonElement>(null);

  const household = othersOf(dashboard);
  const party: PartyGuest[] = [client, ...household.filter((member) => stay.with?.includes(member.id))];
  const listed = facilities.find((f) => f.facility.id === facilityId)?.facility;
  const begin = stay.begin ?? listed?.tonight ?? dashboard.tonight;
  const end = stay.end ?? addDays(begin, 1);

  const check = useReservationCheck({
    facilityId,
    guests: party.map((guest) => ({ clientId: guest.id, ...entries[guest.id] })),
    ...(stay.begin && { beginDate: stay.begin, endDate: end }),
  });
  const current = check.data?.facility.id === facilityId ? check.data : undefined;
  const facility = current?.facility ?? listed;
  useOnBehalfOf(facility?.organizationName ?? null);
  const endless = (current ? current.endDate === null : facility?.kind === 'extended_stay') === true;

  const save = useAct(saveReservation, {
    combination,
    touches: ({ body }) => [['housing'], ...body.guests.map((guest) => clientKey(guest.clientId))],
    onDone: (saved) => {
      forget();
      justSaved.set(saved.id);
      void navigate({ to: pathTo('confirmation', { clientId: client.id, reservationId: saved.id }) });
    },
  });
  const isRefused = save.notDone instanceof Refused && save.notDone.reply.status === 409;
  const obstacles = refused ?? (isRefused ? (save.notDone as Refused).reply.obstacles : []);
  const dismiss = () => {
    setRefused(null);
    save.dismiss();
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: another stay is another question
  useEffect(dismiss, [facilityId, stay.begin, stay.end, party.length]);

  const send = () => {
    setRefused(null);
    save.act({
      body: {
        facilityId,
        guests: party.map((guest) => {
          const checked = current?.guests.find((g) => g.clientId === guest.id);
          const enrollmentId = entries[guest.id]?.enrollmentId ?? checked?.enrollmentId ?? undefined;
          return { clientId: guest.id, ...entries[guest.id], ...(enrollmentId && { enrollmentId }) };
        }),
        beginDate: begin,
        ...(!endless && { endDate: end }),
      },
    });
  };
  const checkAgain = async () => {
    const { data } = await check.refetch();
    if (!data) return;
    if (data.obstacles.length > 0) {
      setRefused(data.obstacles);
      return;
    }
    dismiss();
    announce(texts.reservations.refused.allClear);
    saveButton.current?.focus();
  };
  const setNights = (from: Night, until: Night) => change({ begin: from, end: until });
  const sought: SoughtStay | null = facility
    ? {
        clientId: client.id,
        facility,
        begin,
        end,
        with: party.slice(1).map((guest) => guest.id),
        onNights: setNights,
        onChooseEnrollment: () => {
          dismiss();
          setTimeout(() => document.querySelector<HTMLElement>('[data-enrollment]')?.focus());
        },
        onReadAgain: () => void checkAgain(),
      }
    : null;
  const showsRefusal = isRefused && sought !== null;
  useShortcuts([
    {
      keys: 'mod+enter',
      label: words.save,
      inDialog: true,
      act: () => (showsRefusal ? void checkAgain() : !save.busy && send()),
    },
  ]);

  const nights = countNights({ begin, end });
  const intake = intakeAt(
    client.id,
    writeStaySearch({ facility: facilityId, begin, end, with: party.slice(1).map((guest) => guest.id) }),
  );
  const fieldsOf = (guest: PartyGuest) => ({
    guest,
    party,
    checked: current?.guests.find((g) => g.clientId === guest.id),
    entries: entries[guest.id] ?? {},
    onChange: (next: GuestEntries) => changeEntries(guest.id, next),
  });
  const addable = household.filter((member) => !party.some((guest) => guest.id === member.id));
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
            called={client.goesBy ?? client.name}
            party={party.map((guest) => guest.id)}
            wishes={party.length === 1 ? (entries[client.id] ?? {}) : {}}
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
            <div>
              <p className={classes.label}>{words.client}</p>
              {changingClient ? (
                <OtherClient
                  onKeep={() => setChangingClient(false)}
                  called={client.goesBy ?? client.name}
                  onPick={(id) =>
                    void navigate({
                      to: pathTo('housingFacilities', { clientId: id }),
                      search: writeStaySearch({
                        facility: facilityId,
                        begin: stay.begin,
                        end: stay.end,
                      }) as never,
                    })
                  }
                />
              ) : (
                <div className={classes.client}>
                  <span>{sayBoth(client)}</span>
                  <Button variant="subtle" size="compact-sm" onClick={() => setChangingClient(true)}>
                    {words.changeClient}
                    <span className="visually-hidden">
                      {' '}
                      {words.changeClientOf(client.goesBy ?? client.name)}
                    </span>
                  </Button>
                </div>
              )}
            </div>
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
                earliest={facility?.tonight ?? dashboard.tonight}
                read={(text) => readNight(text, facility?.tonight ?? dashboard.tonight)}
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
            {!isRefused && (
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

interface OtherClientProps {
  called: string;
  onKeep: () => void;
  onPick: (id: number) => void;
}

const OtherClient = ({ called, onKeep, onPick }: OtherClientProps) => {
  const { form: words } = useTexts().reservations;
  const { search } = useTexts().clients;
  const [text, setText] = useState('');
  return (
    <div className={classes.otherClient}>
      <ClientCombobox
        look="inline"
        label={words.findClient}
        placeholder={search.shortPlaceholder}
        text={text}
        onText={setText}
        onPick={(hit) => onPick(hit.id)}
      />
      <Button variant="subtle" size="compact-sm" onClick={onKeep}>
        {words.keepClient(called)}
      </Button>
    </div>
  );
};
