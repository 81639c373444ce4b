import { Button, TextInput } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { createPerson, type Person } from '../../contract/accounts-administration.ts';
import { useFormCombination } from '../accounts/form-combination.ts';
import { pathTo } from '../paths.ts';
import { useAct } from '../query.ts';
import { Loaded } from '../shell/loaded.tsx';
import { fieldErrorsOf, NotDoneFrame } from '../shell/not-done-frame.tsx';
import { Screen } from '../shell/screen.tsx';
import { useTexts } from '../texts/language.tsx';
import { announce } from '../ui/announce.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { Door } from '../ui/door.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Panel } from '../ui/panel.tsx';
import { AccessState } from './access-state.tsx';
import classes from './administration.module.css';
import { peopleKey, usePeople } from './administration-query.ts';
import { FormDialog } from './form-dialog.tsx';
import { fits, ListBar } from './list-bar.tsx';
import { useAdministrationTexts } from './texts.ts';

/** Everybody who signs in. */
export const PeopleScreen = () => {
  const { people: texts } = useAdministrationTexts();
  const query = usePeople();
  const [adding, setAdding] = useState(false);
  return (
    <Screen
      title={texts.title}
      about={texts.about}
      act={<Button onClick={() => setAdding(true)}>{texts.add}</Button>}
    >
      <div className={classes.page}>
        <Loaded query={query}>
          {({ people }) => <PeopleList people={people} onAdd={() => setAdding(true)} />}
        </Loaded>
      </div>
      {adding && <NewPerson onClose={() => setAdding(false)} />}
    </Screen>
  );
};

const PeopleList = ({ people, onAdd }: { people: Person[]; onAdd: () => void }) => {
  const { people: texts, common } = useAdministrationTexts();
  const { workgroups } = useTexts().app;
  const [filter, setFilter] = useState('');
  const [closedToo, setClosedToo] = useState(false);
  if (people.length === 0) {
    return (
      <EmptyState icon={<IconUserPlus size={26} aria-hidden />} title={texts.none} why={texts.noneWhy}>
        <Button onClick={onAdd}>{texts.add}</Button>
      </EmptyState>
    );
  }
  const closed = people.filter((p) => p.closedAt).length;
  const shown = people.filter(
    (p) =>
      (closedToo || !p.closedAt) &&
      fits(
        filter,
        p.name,
        p.email,
        ...p.memberships.flatMap((m) => [
          m.organization.name,
          workgroups[m.workgroup],
          m.supervisor ? texts.supervisor : null,
        ]),
      ),
  );
  const held = (person: Person) => person.memberships.filter((m) => m.state !== 'over');
  return (
    <>
      <ListBar
        filter={filter}
        onFilter={setFilter}
        label={texts.filter}
        ended={
          closed > 0
            ? {
                shown: closedToo,
                toggle: () => setClosedToo(!closedToo),
                text: closedToo ? texts.hideClosed : texts.showClosed(closed),
              }
            : undefined
        }
      />
      <Panel title={texts.count(shown.length)}>
        {shown.length === 0 ? (
          <EmptyState title={common.nothingFound} why={common.nothingFoundWhy} />
        ) : (
          <DataTable
            name={texts.title}
            rows={shown}
            rowKey={(person) => person.id}
            columns={[
              {
                head: texts.person,
                cell: (person) => (
                  <span>
                    <Door to={pathTo('person', { personId: person.id })}>{person.name}</Door>
                    <span className={classes.second}>{person.email}</span>
                  </span>
                ),
              },
              {
                head: texts.holds,
                cell: (person) =>
                  held(person).length === 0 ? (
                    <span className={classes.dim}>{texts.holdsNothing}</span>
                  ) : (
                    <ul>
                      {held(person).map((m) => (
                        <li key={m.id}>
                          {m.organization.name}
                          <span className={classes.second}>
                            {[workgroups[m.workgroup], m.supervisor && texts.supervisor]
                              .filter(Boolean)
                              .join(', ')}
                          </span>
                        </li>
                      ))}
                    </ul>
                  ),
              },
              { head: texts.access, cell: (person) => <AccessState person={person} /> },
            ]}
          />
        )}
      </Panel>
    </>
  );
};

const NewPerson = ({ onClose }: { onClose: () => void }) => {
  const { people: texts, common } = useAdministrationTexts();
  const navigate = useNavigate();
  const combination = useFormCombination();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [asked, setAsked] = useState(false);
  const { act, busy, notDone, dismiss } = useAct(createPerson, {
    combination,
    touches: () => [peopleKey],
    onDone: (person) => {
      announce(texts.made(person.name));
      void navigate({ to: pathTo('person', { personId: person.id }) });
    },
  });
  const save = () => {
    setAsked(true);
    if (name.trim() && email.trim()) act({ body: { name, email } });
  };
  const errors = fieldErrorsOf(notDone);
  return (
    <FormDialog
      title={texts.add}
      save={texts.add}
      busy={busy}
      onSave={save}
      onClose={onClose}
      frame={
        <NotDoneFrame
          notDone={notDone}
          title={texts.notMade}
          combination={combination}
          onDismiss={dismiss}
          onAgain={save}
          fieldNames={{ name: common.name, email: texts.email }}
        />
      }
    >
      <TextInput
        label={common.name}
        maxLength={200}
        data-autofocus
        value={name}
        error={errors.name ?? (asked && !name.trim() && common.missing)}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        label={texts.email}
        description={texts.emailHelp}
        type="email"
        maxLength={200}
        value={email}
        error={errors.email ?? (asked && !email.trim() && common.missing)}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
    </FormDialog>
  );
};
