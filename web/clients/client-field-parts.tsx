import type { ReactNode } from 'react';
import type { ClientDraft, TextField } from './client-draft.ts';
import classes from './client-fields.module.css';

export interface ClientFieldsProps {
  draft: ClientDraft;
  onChange: (part: Partial<ClientDraft>) => void;
  /** Messages by field name. */
  errors: Record<string, string>;
  /** Today, for ages. */
  today: string;
  /** A record that is there already: a code name can become a name. */
  correcting?: boolean;
  /** Only the basic profile is seen, and can be corrected. */
  basicOnly?: boolean;
  /** Said under the Social Security number: what is kept already. */
  ssnKept?: string;
  /** Behind the Social Security number. */
  ssnAct?: ReactNode;
}

/** A named group of fields. */
export const Section = ({
  title,
  about,
  children,
}: {
  title: string;
  about?: string;
  children: ReactNode;
}) => (
  <fieldset className={classes.section}>
    <legend className={classes.legend}>{title}</legend>
    {about && <p className={classes.about}>{about}</p>}
    <div className={classes.fields}>{children}</div>
  </fieldset>
);

// What explains a field stands under it, so that the fields of a row are level.
export const belowInput = ['label', 'input', 'description', 'error'] satisfies (
  | 'label'
  | 'input'
  | 'description'
  | 'error'
)[];

/** A text field of the draft by its name. */
export const textFieldOf =
  ({ draft, onChange, errors }: ClientFieldsProps) =>
  (name: TextField) => ({
    name,
    value: draft[name],
    error: errors[name],
    autoComplete: 'off',
    inputWrapperOrder: belowInput,
    onChange: (event: { currentTarget: { value: string } }) =>
      onChange({ [name]: event.currentTarget.value }),
  });
