import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { createClient, findLikelyDuplicates, type LikelyDuplicate } from '../../contract/clients.ts';
import { useFormCombination } from '../accounts/form-combination.ts';
import { useSession } from '../accounts/session.tsx';
import { pathTo } from '../paths.ts';
import { useAct } from '../query.ts';
import { fieldErrorsOf, NotDoneFrame } from '../shell/not-done-frame.tsx';
import { Screen } from '../shell/screen.tsx';
import { useFormats } from '../texts/formats.ts';
import { useTexts } from '../texts/language.tsx';
import { announce } from '../ui/announce.tsx';
import { FormFoot } from '../ui/form-foot.tsx';
import { LeaveGuard } from '../ui/leave-guard.tsx';
import { type ClientDraft, emptyDraft, newClientOf } from './client-draft.ts';
import { ClientFieldsForm } from './client-fields.tsx';
import { fieldNamesOf, lacking } from './client-form-rules.ts';
import { LikelyDuplicates } from './likely-duplicates.tsx';
import classes from './new-client-screen.module.css';
import { searchText } from './search-text.ts';
import { namesIn } from './search-tries.ts';

/** A new client, made only after looking for the same person. */
export const NewClientScreen = () => {
  const { form: texts } = useTexts().clients;
  const { name } = useSearch({ strict: false }) as { name?: string };
  const codeName = name === 'none';
  return (
    <Screen
      key={String(codeName)}
      title={codeName ? texts.noNameTitle : texts.newTitle}
      about={codeName ? texts.noNameAbout : texts.newAbout}
    >
      <NewClientForm codeName={codeName} />
    </Screen>
  );
};

const NewClientForm = ({ codeName }: { codeName: boolean }) => {
  const { form: texts } = useTexts().clients;
  const navigate = useNavigate();
  const combination = useFormCombination();
  const today = useFormats().dayIn(useSession().now);
  const [start] = useState(() => emptyDraft(codeName ? { codeName } : namesIn(searchText.get())));
  const [draft, setDraft] = useState<ClientDraft>(start);
  const [missing, setMissing] = useState<Record<string, string>>({});
  const [likely, setLikely] = useState<{ people: LikelyDuplicate[]; ticket: string } | null>(null);
  const [done, setDone] = useState(false);
  const client = useQueryClient();

  const open = (id: number) => {
    setDone(true);
    searchText.set('');
    // After the guard has heard that nothing unsaved is left.
    setTimeout(() => void navigate({ to: pathTo('client', { clientId: id }) }));
  };
  const create = useAct(createClient, {
    combination,
    onDone: (made) => {
      client.removeQueries({ queryKey: ['client-search'] });
      announce(texts.created(made.name));
      open(made.id);
    },
  });
  const look = useAct(findLikelyDuplicates, {
    combination,
    onDone: (found) => {
      if (found.likely.length === 0)
        create.act({ body: { client: newClientOf(draft), ticket: found.ticket } });
      else setLikely({ people: found.likely, ticket: found.ticket });
    },
  });
  const lookNow = () => {
    create.dismiss();
    const lack = lacking(texts, draft, { isNew: true });
    setMissing(lack);
    if (Object.keys(lack).length > 0) {
      const field = Object.keys(lack)[0];
      document.querySelector<HTMLElement>(`[name="${field}"]`)?.focus();
      return;
    }
    setLikely(null);
    look.act({ body: newClientOf(draft) });
  };

  const errors = { ...fieldErrorsOf(look.notDone), ...fieldErrorsOf(create.notDone), ...missing };
  const frame = (
    <>
      <NotDoneFrame
        notDone={look.notDone}
        title={texts.notLooked}
        combination={combination}
        onDismiss={look.dismiss}
        onAgain={lookNow}
        fieldNames={fieldNamesOf(texts)}
      />
      <NotDoneFrame
        notDone={create.notDone}
        title={texts.notCreated}
        combination={combination}
        onDismiss={create.dismiss}
        onAgain={
          likely ? () => create.act({ body: { client: newClientOf(draft), ticket: likely.ticket } }) : lookNow
        }
        fieldNames={fieldNamesOf(texts)}
      >
        <LookAgain onClick={lookNow} />
      </NotDoneFrame>
    </>
  );
  return (
    <div className={classes.form}>
      <LeaveGuard unsaved={!done && draft !== start} />
      {likely ? (
        <LikelyDuplicates
          people={likely.people}
          busy={create.busy}
          onThis={open}
          onBack={() => {
            create.dismiss();
            setLikely(null);
          }}
          onNone={() => create.act({ body: { client: newClientOf(draft), ticket: likely.ticket } })}
        >
          {frame}
        </LikelyDuplicates>
      ) : (
        <>
          <ClientFieldsForm
            draft={draft}
            errors={errors}
            today={today}
            onChange={(part) => {
              setDraft((now) => ({ ...now, ...part }));
              setMissing({});
            }}
          />
          {frame}
          <FormFoot save={texts.look} busy={look.busy || create.busy} onSave={lookNow} note={texts.lookHelp}>
            <Button variant="default" onClick={() => void navigate({ to: pathTo('clients') })}>
              {texts.cancel}
            </Button>
          </FormFoot>
        </>
      )}
    </div>
  );
};

const LookAgain = ({ onClick }: { onClick: () => void }) => {
  const { likely: texts } = useTexts().clients;
  return <Button onClick={onClick}>{texts.lookAgain}</Button>;
};
