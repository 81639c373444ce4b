import { Radio } from '@mantine/core';
import { useState } from 'react';
import { recordConsent } from '../../contract/clients.ts';
import { useFormCombination } from '../accounts/form-combination.ts';
import { clientKey, useAct } from '../query.ts';
import { NotDoneFrame } from '../shell/not-done-frame.tsx';
import { useFormats } from '../texts/formats.ts';
import { useTexts } from '../texts/language.tsx';
import { announce } from '../ui/announce.tsx';
import { FormFoot } from '../ui/form-foot.tsx';
import { Panel } from '../ui/panel.tsx';
import { useClient } from './client-query.ts';
import { ClientRoom } from './client-room.tsx';
import classes from './consent.module.css';

const methods = ['verbal', 'signed', 'head_of_household'] as const;

/** What this person said about sharing, and how it was said. */
export const Consent = () => {
  const { consent: texts } = useTexts().clients;
  const { client } = useClient();
  const combination = useFormCombination();
  const [shares, setShares] = useState<'share' | 'do_not_share' | null>(null);
  const [method, setMethod] = useState<(typeof methods)[number] | null>(null);
  const [incomplete, setIncomplete] = useState(false);
  const { act, busy, notDone, dismiss } = useAct(recordConsent, {
    combination,
    touches: () => [clientKey(client.id)],
    onDone: () => {
      setShares(null);
      setMethod(null);
      announce(texts.saved);
    },
  });
  const save = () => {
    setIncomplete(!shares || !method);
    if (shares && method) act({ params: { id: client.id }, body: { shares: shares === 'share', method } });
  };
  const isMinor = client.age !== null && client.age < 18;
  return (
    <ClientRoom title={texts.title}>
      <Panel title={texts.now} level={3} padded>
        <ConsentNow />
      </Panel>
      <Panel title={texts.question} note={texts.readOut} level={3} padded>
        <Radio.Group
          aria-label={texts.question}
          value={shares}
          onChange={(value) => setShares(value as typeof shares)}
        >
          <div className={classes.group}>
            <Radio value="share" label={texts.share} description={texts.shareWhy} />
            <Radio value="do_not_share" label={texts.doNotShare} description={texts.doNotShareWhy} />
          </div>
        </Radio.Group>
        <Radio.Group
          label={texts.how}
          value={method}
          onChange={(value) => setMethod(value as typeof method)}
          error={incomplete && !(shares && method) && texts.chooseBoth}
          className={classes.how}
        >
          <div className={classes.group}>
            {methods
              .filter((m) => m !== 'head_of_household' || isMinor || client.age === null)
              .map((m) => (
                <Radio key={m} value={m} label={texts[m]} />
              ))}
          </div>
        </Radio.Group>
      </Panel>
      <NotDoneFrame
        notDone={notDone}
        title={texts.notSaved}
        combination={combination}
        onDismiss={dismiss}
        onAgain={save}
      />
      <FormFoot save={texts.save} busy={busy} onSave={save} />
    </ClientRoom>
  );
};

const ConsentNow = () => {
  const { consent: texts, person } = useTexts().clients;
  const { client } = useClient();
  const formats = useFormats();
  if (client.shares === null) return <p>{texts.notAsked}</p>;
  const since = client.consentSince && texts.since(formats.nightLong(formats.dayIn(client.consentSince)));
  const how = client.consentMethod && (person.methods[client.consentMethod] ?? client.consentMethod);
  return <p>{[client.shares ? texts.shares : texts.sharesNot, since, how].filter(Boolean).join(', ')}</p>;
};
