import { Button, Checkbox, NativeSelect } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { BookingCheck } from '../../contract/reservations.ts';
import { pathTo } from '../paths.ts';
import type { Texts } from '../texts/en.ts';
import { useFormats } from '../texts/formats.ts';
import { useTexts } from '../texts/language.tsx';
import classes from './housing-reservation.module.css';
import type { GuestEntries } from './reservation-entries.ts';

export interface PartyGuest {
  id: number;
  name: string;
  goesBy: string | null;
  age: number | null;
}

interface GuestFieldProps {
  guest: PartyGuest;
  party: PartyGuest[];
  /** As the server read this guest; undefined until it has. */
  checked: BookingCheck['guests'][number] | undefined;
  entries: GuestEntries;
  onChange: (next: GuestEntries) => void;
}

const otherNeeds = ['power', 'accessible', 'nearStaff'] as const;
// Under this age a child may sleep in a crib or beside a parent.
const smallest = 3;
/** Whether a guest is small enough to sleep in a crib or beside somebody of this party. */
export const isSmall = (guest: PartyGuest, party: PartyGuest[]) =>
  party.length > 1 && guest.age !== null && guest.age < smallest;

// What was assessed beside the place, and goes to the shelter with the reservation.
const sayTold = (texts: Texts, needs: BookingCheck['guests'][number]['needs']): string[] => [
  ...(needs.interpreter === null ? [] : [texts.placement.interpreter(needs.interpreter)]),
  ...(needs.workShift ? [texts.placement[needs.workShift]] : []),
  ...(needs.confidentialSite ? [texts.placement.confidential] : []),
  ...needs.further.map((need) => texts.reservations.slip.needs[need]),
];

const calledOf = (guest: PartyGuest) => guest.goesBy ?? guest.name;

/** A place of one's own, a crib, or beside somebody of the party. */
export const SleepsField = ({ guest, party, checked, entries, onChange }: GuestFieldProps) => {
  const { form: texts } = useTexts().reservations;
  return (
    <NativeSelect
      label={texts.sleeps(calledOf(guest))}
      value={
        (entries.crib ?? checked?.needs.crib) ? 'crib' : entries.sharesWith ? String(entries.sharesWith) : ''
      }
      data={[
        { value: '', label: texts.ownPlace },
        { value: 'crib', label: texts.crib },
        ...party
          .filter((other) => other.id !== guest.id && !isSmall(other, party))
          .map((other) => ({ value: String(other.id), label: texts.sharesWith(calledOf(other)) })),
      ]}
      onChange={(event) => {
        const chosen = event.currentTarget.value;
        onChange({
          crib: chosen === 'crib',
          sharesWith: /^\d+$/.test(chosen) ? Number(chosen) : undefined,
        });
      }}
    />
  );
};

/** Where this guest may sleep: on a bottom bunk only; a small child in a crib or beside somebody. */
export const BunkField = (props: GuestFieldProps & { onRemove?: (() => void) | undefined }) => {
  const { guest, party, checked, entries, onChange, onRemove } = props;
  const { form: texts } = useTexts().reservations;
  const formats = useFormats();
  const lowerBunk = entries.lowerBunk ?? checked?.needs.lowerBunk ?? false;
  const source =
    entries.lowerBunk !== undefined
      ? texts.saidNow
      : checked?.needsFrom && lowerBunk
        ? texts.fromAssessment(formats.dayMonth(checked.needsFrom))
        : undefined;
  return (
    <fieldset className={classes.guest} aria-label={guest.name}>
      {onRemove && (
        <div className={classes.guestHead}>
          <p className={classes.guestName}>{guest.name}</p>
          <Button variant="subtle" size="compact-sm" onClick={onRemove}>
            {texts.remove}
            <span className="visually-hidden"> {calledOf(guest)}</span>
          </Button>
        </div>
      )}
      {isSmall(guest, party) ? (
        <SleepsField {...props} />
      ) : (
        <Checkbox
          label={texts.bottomBunk}
          description={source}
          checked={lowerBunk}
          onChange={(event) => onChange({ lowerBunk: event.currentTarget.checked })}
        />
      )}
    </fieldset>
  );
};

const mostPets = 5;

/** Other needs: on or off, and how many pets; below them what the shelter is told besides. */
export const NeedsField = ({ guest, party, checked, entries, onChange }: GuestFieldProps) => {
  const words = useTexts();
  const { form: texts } = words.reservations;
  const formats = useFormats();
  const told = checked ? sayTold(words, checked.needs) : [];
  const pets = entries.pets ?? checked?.needs.pets ?? 0;
  if (isSmall(guest, party)) return null;
  return (
    <fieldset className={classes.needs}>
      <legend>{party.length === 1 ? texts.otherNeeds : texts.otherNeedsOf(calledOf(guest))}</legend>
      {otherNeeds.map((need) => {
        const on = entries[need] ?? checked?.needs[need] ?? false;
        return (
          <button
            key={need}
            type="button"
            className={classes.need}
            aria-pressed={on}
            onClick={() => onChange({ [need]: !on })}
          >
            {on && <IconCheck size={15} aria-hidden />}
            {texts.needs[need]}
          </button>
        );
      })}
      <NativeSelect
        className={classes.pets}
        size="xs"
        aria-label={party.length === 1 ? texts.pets : texts.petsOf(calledOf(guest))}
        value={String(pets)}
        data={Array.from({ length: mostPets + 1 }, (_, n) => ({
          value: String(n),
          label: n === 0 ? texts.noPets : words.placement.pets(n),
        }))}
        onChange={(event) => onChange({ pets: Number(event.currentTarget.value) })}
      />
      {told.length > 0 && <p className={classes.told}>{texts.alsoTold(formats.list(told))}</p>}
    </fieldset>
  );
};

interface EnrollmentFieldProps extends GuestFieldProps {
  intake: { to: string; search: Record<string, unknown> };
}

/** The matching enrollment, found by itself where there is one; or the way to Intake. */
export const EnrollmentField = ({
  guest,
  party,
  checked,
  entries,
  onChange,
  intake,
}: EnrollmentFieldProps) => {
  const { form: texts } = useTexts().reservations;
  const formats = useFormats();
  const label = party.length === 1 ? texts.enrollment : texts.enrollmentOf(calledOf(guest));
  if (!checked || checked.enrollments.length === 0) {
    return (
      <div className={classes.noEnrollment}>
        <div className={classes.noEnrollmentAbout}>
          <p className={classes.label}>{label}</p>
          <p className={classes.dim}>
            {checked ? `${texts.noEnrollment}. ${texts.noEnrollmentWhy}` : texts.checking}
          </p>
        </div>
        {checked && (
          <Button
            variant="default"
            renderRoot={(props) => <Link to={intake.to} search={intake.search as never} {...props} />}
          >
            {texts.goToIntake}
          </Button>
        )}
      </div>
    );
  }
  return (
    <NativeSelect
      label={label}
      data-enrollment
      value={String(entries.enrollmentId ?? checked.enrollmentId ?? '')}
      data={checked.enrollments.map((e) => ({
        value: String(e.id),
        label:
          e.state === 'open'
            ? texts.openSince(e.projectName, e.date ? formats.dayMonth(e.date) : '')
            : texts.pendingFor(e.projectName, e.date ? formats.night(e.date) : ''),
      }))}
      onChange={(event) => onChange({ enrollmentId: Number(event.currentTarget.value) })}
    />
  );
};

/** Where Intake for this facility is, and the way back. */
export const intakeAt = (clientId: number, search: Record<string, unknown>) => ({
  to: pathTo('intake', { clientId }),
  search,
});
