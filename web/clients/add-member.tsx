import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { addHouseholdMember, type HouseholdMember, type SearchHit } from '../../contract/clients.ts';
import { useFormCombination } from '../accounts/form-combination.ts';
import { clientKey, useAct } from '../query.ts';
import { NotDoneFrame } from '../shell/not-done-frame.tsx';
import { useTexts } from '../texts/language.tsx';
import { Panel } from '../ui/panel.tsx';
import { SaveKey } from '../ui/save-key.tsx';
import classes from './cards.module.css';
import { ClientCombobox } from './client-combobox.tsx';
import { HitLine } from './hit-line.tsx';
import lists from './lists.module.css';
import { relationships } from './relationships.ts';

interface AddMemberProps {
  householdId: number;
  members: HouseholdMember[];
  onAdded: (hit: SearchHit) => void;
}

/** Adds a person who has a record already: found first, then what they are to the head. */
export const AddMember = ({ householdId, members, onAdded }: AddMemberProps) => {
  const { household: texts, search } = useTexts().clients;
  const combination = useFormCombination();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<SearchHit | null>(null);
  const [relationship, setRelationship] = useState<number | null>(null);
  const { act, busy, notDone, dismiss } = useAct(addHouseholdMember, {
    combination,
    touches: ({ body }) => [...members.map((m) => clientKey(m.id)), clientKey(body.clientId)],
    onDone: () => {
      if (chosen) onAdded(chosen);
      setChosen(null);
      setRelationship(null);
      setText('');
    },
  });
  const add = () => {
    if (chosen && relationship !== null)
      act({ params: { id: householdId }, body: { clientId: chosen.id, relationshipToHoH: relationship } });
  };
  return (
    <Panel title={texts.add} note={texts.addHelp} level={3} padded allowOverflow>
      {chosen ? (
        <SaveKey label={texts.addNow} onSave={add} active={!busy} className={classes.add}>
          <span className={lists.grow}>
            <HitLine hit={chosen} />
          </span>
          <NativeSelect
            label={texts.relationship}
            value={relationship ?? ''}
            onChange={(event) => setRelationship(Number(event.currentTarget.value) || null)}
          >
            <option value="">{texts.chooseRelationship}</option>
            {relationships.map((code) => (
              <option key={code} value={code}>
                {texts.relationships[code]}
              </option>
            ))}
          </NativeSelect>
          <Button onClick={add} loading={busy}>
            {texts.addNow}
          </Button>
          <Button variant="default" onClick={() => setChosen(null)}>
            {texts.someoneElse}
          </Button>
        </SaveKey>
      ) : (
        <ClientCombobox
          look="inline"
          label={texts.add}
          placeholder={search.shortPlaceholder}
          text={text}
          onText={setText}
          onPick={setChosen}
        />
      )}
      <NotDoneFrame
        notDone={notDone}
        title={texts.notAdded}
        combination={combination}
        onDismiss={dismiss}
        onAgain={add}
      />
    </Panel>
  );
};
