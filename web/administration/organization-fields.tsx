import { Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { OrganizationKind } from '../../contract/accounts-administration.ts';
import { useAdministrationTexts } from './texts.ts';

export interface OrganizationDraft {
  name: string;
  kind: OrganizationKind;
  victimServiceProvider: boolean;
  phone: string;
}

interface OrganizationFieldsProps {
  draft: OrganizationDraft;
  onChange: (part: Partial<OrganizationDraft>) => void;
  errors: Record<string, string>;
  /** The kind is chosen once. */
  isNew?: boolean;
}

/** What is known of an organization. */
export const OrganizationFields = ({ draft, onChange, errors, isNew = false }: OrganizationFieldsProps) => {
  const { organizations: texts, common } = useAdministrationTexts();
  return (
    <>
      <TextInput
        label={common.name}
        maxLength={200}
        data-autofocus={isNew || undefined}
        value={draft.name}
        error={errors.name}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
      />
      {isNew && (
        <NativeSelect
          label={texts.kind}
          description={texts.kindHelp}
          value={draft.kind}
          onChange={(event) => onChange({ kind: event.currentTarget.value as OrganizationKind })}
          data={OrganizationKind.options.map((value) => ({ value, label: texts.kinds[value] }))}
        />
      )}
      <TextInput
        label={common.phone}
        description={common.optional}
        maxLength={40}
        value={draft.phone}
        error={errors.phone}
        onChange={(event) => onChange({ phone: event.currentTarget.value })}
      />
      {draft.kind === 'shelter' && (
        <Checkbox
          label={texts.victim}
          description={texts.victimHelp}
          checked={draft.victimServiceProvider}
          onChange={(event) => onChange({ victimServiceProvider: event.currentTarget.checked })}
        />
      )}
    </>
  );
};
