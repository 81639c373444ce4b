import { Button, Checkbox, NativeSelect } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { BookingCheck } from '../../contract/reservations.ts';
import { pathTo } from '../paths.ts';
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

interface GuestFieldsProps {
  guest: PartyGuest;
  party: PartyGuest[];
  /** As the server read this guest; undefined until it has. */
  checked: BookingCheck['guests'][number] | undefined;
  entries: GuestEntries;
  onChange: (next: GuestEntries) => void;
  onRemove?: (() => void) | undefined;
  intake: { to: string; search: Record<string, unknown> };
}

const otherNeeds = ['power', 'accessible', 'nearStaff'] as const;
// Up to this age a child may sleep in a crib or beside a parent.
const smallest = 3;

/** One guest of the party: bottom bunk, other needs, enrollment. */
export const GuestFields = ({
  guest,
  party,
  checked,
  entries,
  onChange,
  onRemove,
  intake,
}: GuestFieldsProps) => {
  const { form: texts } = useTexts().reservations;
  const formats = useFormats();
  const alone = party.length === 1;
  const called = guest.goesBy ?? guest.name;
  const lowerBunk = entries.lowerBunk ?? checked?.needs.lowerBunk ?? false;
  const isSmall = guest.age !== null && guest.age < smallest && !alone;
  const source =
    entries.lowerBunk !== undefined
      ? texts.saidNow
      : checked?.needsFrom && lowerBunk
        ? texts.fromAssessment(formats.dayMonth(checked.needsFrom))
        : undefined;
  return (
    <div className={classes.guest}>
      {!alone && (
        <div className={classes.guestHead}>
          <p className={classes.guestName}>{guest.name}</p>
          {onRemove && (
            <Button variant="subtle" size="compact-sm" onClick={onRemove}>
              {texts.remove}
              <span className="visually-hidden">: {called}</span>
            </Button>
          )}
        </div>
      )}
      {isSmall ? (
        <NativeSelect
          label={texts.sleeps(called)}
          value={entries.crib ? 'crib' : entries.sharesWith ? String(entries.sharesWith) : ''}
          data={[
            { value: '', label: texts.ownPlace },
            { value: 'crib', label: texts.crib },
            ...party
              .filter((other) => other.id !== guest.id && (other.age === null || other.age >= smallest))
              .map((other) => ({
                value: String(other.id),
                label: texts.sharesWith(other.goesBy ?? other.name),
              })),
          ]}
          onChange={(event) => {
            const chosen = event.currentTarget.value;
            onChange({
              crib: chosen === 'crib' ? true : undefined,
              sharesWith: /^\d+$/.test(chosen) ? Number(chosen) : undefined,
            });
          }}
        />
      ) : (
        <>
          <Checkbox
            label={texts.bottomBunk}
            description={source}
            checked={lowerBunk}
            onChange={(event) => onChange({ lowerBunk: event.currentTarget.checked })}
          />
          <fieldset className={classes.needs}>
            <legend>{alone ? texts.otherNeeds : texts.otherNeedsOf(called)}</legend>
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
          </fieldset>
        </>
      )}
      <EnrollmentField {...{ guest, alone, checked, entries, onChange, intake }} />
    </div>
  );
};

type EnrollmentFieldProps = Pick<
  GuestFieldsProps,
  'guest' | 'checked' | 'entries' | 'onChange' | 'intake'
> & {
  alone: boolean;
};

const EnrollmentField = ({ guest, alone, checked, entries, onChange, intake }: EnrollmentFieldProps) => {
  const { form: texts } = useTexts().reservations;
  const formats = useFormats();
  const label = alone ? texts.enrollment : texts.enrollmentOf(guest.goesBy ?? guest.name);
  if (!checked || checked.enrollments.length === 0) {
    return (
      <div className={classes.noEnrollment}>
        <div>
          <p className={classes.label}>{label}</p>
          <p>{checked ? texts.noEnrollment : texts.checking}</p>
          {checked && <p className={classes.dim}>{texts.noEnrollmentWhy}</p>}
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
