import { Button, Checkbox, Popover } from '@mantine/core';
import { IconChevronDown, IconUsers } from '@tabler/icons-react';
import { useState } from 'react';
import type { HouseholdMember } from '../../contract/clients.ts';
import { useClient } from '../clients/client-query.ts';
import { pathTo } from '../paths.ts';
import { useTexts } from '../texts/language.tsx';
import { Door } from '../ui/door.tsx';
import { sayBoth } from './party-words.ts';
import classes from './stay-dates.module.css';

interface PartyChooserProps {
  household: HouseholdMember[];
  /** Ids of those who come along. */
  chosen: number[];
  onChange: (ids: number[]) => void;
}

/** Who of the household comes along: they ask to be placed together. */
export const PartyChooser = ({ household, chosen, onChange }: PartyChooserProps) => {
  const { facilities: texts } = useTexts().reservations;
  const { client } = useClient();
  const [open, setOpen] = useState(false);
  const size = chosen.length + 1;
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" trapFocus returnFocus withRoles={false}>
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<IconUsers size={18} aria-hidden />}
          rightSection={<IconChevronDown size={16} aria-hidden />}
          aria-label={`${texts.party}: ${size === 1 ? texts.partyAlone : texts.partyOf(size)}`}
          aria-haspopup="dialog"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {size === 1 ? texts.partyAlone : texts.partyOf(size)}
        </Button>
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-label={texts.party} className={classes.dropdown}>
        <p>{household.length > 0 ? texts.partyHelp : texts.partyNone}</p>
        {household.map((member) => (
          <Checkbox
            key={member.id}
            label={sayBoth(member)}
            description={member.age === null ? undefined : String(member.age)}
            checked={chosen.includes(member.id)}
            onChange={(event) =>
              onChange(
                event.currentTarget.checked
                  ? [...chosen, member.id]
                  : chosen.filter((id) => id !== member.id),
              )
            }
          />
        ))}
        <Door to={pathTo('household', { clientId: client.id })}>{texts.partyAdd}</Door>
      </Popover.Dropdown>
    </Popover>
  );
};
