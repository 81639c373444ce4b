import { Button, TextInput } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import {
  closeAccount,
  correctPerson,
  type Person,
  reopenAccount,
} from '../../contract/accounts-administration.ts';
import { useFormCombination } from '../accounts/form-combination.ts';
import { useAct } from '../query.ts';
import { Loaded } from '../shell/loaded.tsx';
import { MissingRoom } from '../shell/missing-room.tsx';
import { fieldErrorsOf, NotDoneFrame } from '../shell/not-done-frame.tsx';
import { Screen } from '../shell/screen.tsx';
import { useFormats } from '../texts/formats.ts';
import { announce } from '../ui/announce.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { FormFoot } from '../ui/form-foot.tsx';
import { LeaveGuard } from '../ui/leave-guard.tsx';
import { Panel } from '../ui/panel.tsx';
import { AccessState } from './access-state.tsx';
import classes from './administration.module.css';
import { organizationsKey, peopleKey, usePeople } from './administration-query.ts';
import { HeldCombinations } from './held-combinations.tsx';
import { PasswordLink } from './password-link.tsx';
import { useAdministrationTexts } from './texts.ts';

/** One person: the account, the password, the combinations they hold. */
export const PersonScreen = () => {
  const { people: texts } = useAdministrationTexts();
  const query = usePeople();
  const { personId } = useParams({ strict: false });
  return (
    <Loaded query={query} title={texts.title}>
      {({ people }) => {
        const person = people.find((p) => p.id === personId);
        return person ? <OnePerson key={person.id} person={person} people={people} /> : <MissingRoom />;
      }}
    </Loaded>
  );
};

const OnePerson = ({ person, people }: { person: Person; people: Person[] }) => (
  <Screen title={person.name} about={<AccessState person={person} />}>
    <div className={`${classes.page} ${classes.narrow}`}>
      {!person.closedAt && <HeldCombinations person={person} people={people} />}
      {!person.closedAt && <PasswordLink person={person} />}
      <Account key={`${person.name} ${person.email}`} person={person} />
      <Closing person={person} />
    </div>
  </Screen>
);

const Account = ({ person }: { person: Person }) => {
  const { person: texts, people, common } = useAdministrationTexts();
  const combination = useFormCombination();
  const [name, setName] = useState(person.name);
  const [email, setEmail] = useState(person.email);
  const { act, busy, notDone, dismiss } = useAct(correctPerson, {
    combination,
    touches: () => [peopleKey],
    onDone: () => announce(common.saved),
  });
  const unsaved = name !== person.name || email !== person.email;
  const save = () => act({ params: { id: person.id }, body: { name, email } });
  const errors = fieldErrorsOf(notDone);
  return (
    <Panel title={texts.account}>
      <LeaveGuard unsaved={unsaved} />
      <div className={classes.padded}>
        <div className={classes.pair}>
          <TextInput
            label={common.name}
            maxLength={200}
            value={name}
            error={errors.name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <TextInput
            label={people.email}
            maxLength={200}
            value={email}
            error={errors.email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
        </div>
        <NotDoneFrame
          notDone={notDone}
          title={texts.notCorrected}
          combination={combination}
          onDismiss={dismiss}
          onAgain={save}
          fieldNames={{ name: common.name, email: people.email }}
        />
        {unsaved && (
          <FormFoot save={common.save} busy={busy} onSave={save}>
            <Button
              variant="default"
              onClick={() => {
                setName(person.name);
                setEmail(person.email);
              }}
            >
              {common.cancel}
            </Button>
          </FormFoot>
        )}
      </div>
    </Panel>
  );
};

const Closing = ({ person }: { person: Person }) => {
  const { closing: texts } = useAdministrationTexts().person;
  const { common } = useAdministrationTexts();
  const formats = useFormats();
  const combination = useFormCombination();
  const [asking, setAsking] = useState(false);
  const touches = () => [peopleKey, organizationsKey];
  const close = useAct(closeAccount, { combination, touches, onDone: () => announce(texts.closed) });
  const reopen = useAct(reopenAccount, { combination, touches, onDone: () => announce(texts.reopened) });
  const params = { id: person.id };
  return (
    <Panel title={person.closedAt ? common.closed : texts.title} padded>
      <div className={classes.fields}>
        <p className={classes.dim}>
          {person.closedAt ? texts.since(formats.instantLong(person.closedAt)) : texts.why}
        </p>
        <div className={classes.buttons}>
          {person.closedAt ? (
            <Button variant="default" loading={reopen.busy} onClick={() => reopen.act({ params })}>
              {texts.reopen}
            </Button>
          ) : (
            <Button variant="default" loading={close.busy} onClick={() => setAsking(true)}>
              {texts.close}
            </Button>
          )}
        </div>
        <NotDoneFrame
          notDone={close.notDone ?? reopen.notDone}
          title={texts.notClosed}
          combination={combination}
          onDismiss={() => {
            close.dismiss();
            reopen.dismiss();
          }}
        />
      </div>
      <Dialog
        opened={asking}
        asks
        onClose={() => setAsking(false)}
        title={texts.asks(person.name)}
        buttons={
          <>
            <Button
              onClick={() => {
                setAsking(false);
                close.act({ params });
              }}
            >
              {texts.close}
            </Button>
            <Button variant="default" onClick={() => setAsking(false)}>
              {common.cancel}
            </Button>
          </>
        }
      >
        <p>{texts.why}</p>
      </Dialog>
    </Panel>
  );
};
