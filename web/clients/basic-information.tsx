import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { type ClientDashboard, correctClient } from '../../contract/clients.ts';
import { useFormCombination } from '../accounts/form-combination.ts';
import { useSession } from '../accounts/session.tsx';
import { pathTo } from '../paths.ts';
import { clientKey, queryClient, useAct } from '../query.ts';
import { fieldErrorsOf, NotDoneFrame } from '../shell/not-done-frame.tsx';
import { useFormats } from '../texts/formats.ts';
import { useTexts } from '../texts/language.tsx';
import { announce } from '../ui/announce.tsx';
import { FormFoot } from '../ui/form-foot.tsx';
import { LeaveGuard } from '../ui/leave-guard.tsx';
import { basicProfileOf, type ClientDraft, changed, draftOf, newClientOf } from './client-draft.ts';
import { ClientFieldsForm } from './client-fields.tsx';
import { fieldNamesOf, lacking } from './client-form-rules.ts';
import { useClient } from './client-query.ts';
import { ClientRoom } from './client-room.tsx';
import { SsnView } from './ssn-view.tsx';

/** Corrects what is known of a person; a change by somebody else meanwhile is not written over. */
export const BasicInformation = () => {
  const { form: texts } = useTexts().clients;
  const { client } = useClient();
  const navigate = useNavigate();
  const combination = useFormCombination();
  const today = useFormats().dayIn(useSession().now);
  const [start, setStart] = useState(() => ({ draft: draftOf(client), version: client.version }));
  const [draft, setDraft] = useState(start.draft);
  const [turn, setTurn] = useState(0);
  const [missing, setMissing] = useState<Record<string, string>>({});
  const { act, busy, notDone, dismiss } = useAct(correctClient, {
    combination,
    touches: () => [clientKey(client.id), ['client-search']],
    onDone: (saved) => {
      const kept = { ...draft, ssn: '' };
      setStart({ draft: kept, version: saved.version });
      setDraft(kept);
      announce(texts.saved);
    },
  });
  const save = () => {
    const lack = lacking(texts, draft, { isNew: false });
    setMissing(lack);
    if (Object.keys(lack).length > 0) {
      document.querySelector<HTMLElement>(`[name="${Object.keys(lack)[0]}"]`)?.focus();
      return;
    }
    act({
      params: { id: client.id },
      body: { client: client.basicOnly ? basicProfileOf(draft) : newClientOf(draft), version: start.version },
    });
  };
  // Somebody else's change is taken over; what was changed here stays as typed, and nothing is saved yet.
  const readAgain = async () => {
    await queryClient.refetchQueries({ queryKey: clientKey(client.id), exact: true });
    const fresh = queryClient.getQueryData<ClientDashboard>(clientKey(client.id));
    dismiss();
    if (!fresh) return;
    const theirs = draftOf(fresh.client);
    setStart({ draft: theirs, version: fresh.client.version });
    show({ ...theirs, ...changed(start.draft, draft) });
  };
  const show = (next: ClientDraft) => {
    setDraft(next);
    setTurn(turn + 1);
  };
  const unsaved = draft !== start.draft;
  return (
    <ClientRoom title={texts.basicTitle} about={client.basicOnly ? texts.basicOnly : texts.basicAbout}>
      <LeaveGuard unsaved={unsaved} />
      <ClientFieldsForm
        key={turn}
        correcting
        basicOnly={client.basicOnly}
        draft={draft}
        errors={{ ...fieldErrorsOf(notDone), ...missing }}
        today={today}
        ssnKept={client.ssnLast4 ? texts.ssnKept(client.ssnLast4) : texts.ssnKeptNone}
        ssnAct={client.ssnLast4 && <SsnView clientId={client.id} />}
        onChange={(part) => {
          setDraft((now) => ({ ...now, ...part }));
          setMissing({});
        }}
      />
      <NotDoneFrame
        notDone={notDone}
        title={texts.notSaved}
        combination={combination}
        onDismiss={dismiss}
        onAgain={save}
        acts={{
          reload: () => void readAgain(),
          consent: () => void navigate({ to: pathTo('consent', { clientId: client.id }) }),
        }}
        fieldNames={fieldNamesOf(texts)}
      />
      <FormFoot save={texts.save} busy={busy} onSave={save}>
        {unsaved && (
          <Button variant="default" onClick={() => show(start.draft)}>
            {texts.cancel}
          </Button>
        )}
      </FormFoot>
    </ClientRoom>
  );
};
