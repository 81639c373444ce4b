import { Button, NativeSelect } from '@mantine/core';
import type { QueryKey } from '@tanstack/react-query';
import { useState } from 'react';
import { changeHead, type HouseholdMember } from '../../contract/clients.ts';
import { useFormCombination } from '../accounts/form-combination.ts';
import { useAct } from '../query.ts';
import { NotDoneFrame } from '../shell/not-done-frame.tsx';
import { useTexts } from '../texts/language.tsx';
import { announce } from '../ui/announce.tsx';
import { Panel } from '../ui/panel.tsx';
import { SaveKey } from '../ui/save-key.tsx';
import classes from './cards.module.css';
import { relationships } from './relationships.ts';

interface ChangeHeadProps {
  householdId: number;
  from: HouseholdMember;
  to: HouseholdMember;
  touches: QueryKey[];
  onClose: () => void;
}

/** Another member becomes head; it is asked what the former head is to them. */
export const ChangeHead = ({ householdId, from, to, touches, onClose }: ChangeHeadProps) => {
  const { household: texts, form } = useTexts().clients;
  const combination = useFormCombination();
  const [former, setFormer] = useState<number | null>(null);
  const { act, busy, notDone, dismiss } = useAct(changeHead, {
    combination,
    touches: () => touches,
    onDone: () => {
      announce(texts.headChanged(to.name));
      onClose();
    },
  });
  const change = () => {
    if (former !== null)
      act({ params: { id: householdId }, body: { clientId: to.id, formerHeadRelationship: former } });
  };
  return (
    <Panel title={texts.headTitle(to.name)} level={3} padded>
      <SaveKey label={texts.makeHead} onSave={change} active={!busy} className={classes.add}>
        <NativeSelect
          label={texts.formerHead(from.name)}
          value={former ?? ''}
          onChange={(event) => setFormer(Number(event.currentTarget.value) || null)}
          className={classes.code}
        >
          <option value="">{texts.chooseRelationship}</option>
          {relationships.map((code) => (
            <option key={code} value={code}>
              {texts.relationships[code]}
            </option>
          ))}
        </NativeSelect>
        <Button onClick={change} loading={busy}>
          {texts.makeHead}
        </Button>
        <Button variant="default" onClick={onClose}>
          {form.cancel}
        </Button>
      </SaveKey>
      <NotDoneFrame
        notDone={notDone}
        title={texts.headNotChanged}
        combination={combination}
        onDismiss={dismiss}
        onAgain={change}
      />
    </Panel>
  );
};
