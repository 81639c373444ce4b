import { Button } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useState } from 'react';
import { endMembership, type Membership, type Person } from '../../contract/accounts-administration.ts';
import { useFormCombination } from '../accounts/form-combination.ts';
import { useAct } from '../query.ts';
import { NotDoneFrame } from '../shell/not-done-frame.tsx';
import { useTexts } from '../texts/language.tsx';
import { announce } from '../ui/announce.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Panel } from '../ui/panel.tsx';
import classes from './administration.module.css';
import { organizationsKey, peopleKey } from './administration-query.ts';
import { ChangeMembership, GiveMembership } from './membership-forms.tsx';
import { SpanState, useSpanWords } from './span-state.tsx';
import { useAdministrationTexts } from './texts.ts';

/** The combinations a person holds, held and will hold: a workgroup at an organization, from a day until a day. */
export const HeldCombinations = ({ person, people }: { person: Person; people: Person[] }) => {
  const { held: texts } = useAdministrationTexts().person;
  const { common } = useAdministrationTexts();
  const { workgroups } = useTexts().app;
  const span = useSpanWords();
  const combination = useFormCombination();
  const [adding, setAdding] = useState(false);
  const [changing, setChanging] = useState<Membership | null>(null);
  const [overToo, setOverToo] = useState(false);
  const end = useAct(endMembership, {
    combination,
    touches: () => [peopleKey, organizationsKey],
    onDone: () => announce(texts.ended),
  });
  const over = person.memberships.filter((m) => m.state === 'over').length;
  const shown = person.memberships.filter((m) => overToo || m.state !== 'over');
  const add = <Button onClick={() => setAdding(true)}>{texts.add}</Button>;
  return (
    <Panel title={texts.title} note={texts.note} act={person.memberships.length > 0 && add}>
      {person.memberships.length === 0 ? (
        <EmptyState icon={<IconKey size={24} aria-hidden />} title={texts.none} why={texts.noneWhy}>
          {add}
        </EmptyState>
      ) : (
        <DataTable
          name={texts.title}
          rows={shown}
          rowKey={(m) => m.id}
          columns={[
            {
              head: texts.organization,
              cell: (m) => (
                <span>
                  <span className={classes.strong}>{m.organization.name}</span>
                  <span className={classes.second}>
                    {[workgroups[m.workgroup], m.supervisor && texts.supervisor.toLowerCase()]
                      .filter(Boolean)
                      .join(', ')}
                  </span>
                </span>
              ),
            },
            {
              head: texts.reportsTo,
              cell: (m) => m.reportsTo?.name ?? <span className={classes.dim}>{texts.nobody}</span>,
            },
            { head: texts.days, cell: (m) => span(m.beginsOn, m.endsOn) },
            { head: texts.state, cell: (m) => <SpanState state={m.state} /> },
            {
              head: common.change,
              cell: (m) =>
                m.state !== 'over' && (
                  <div className={classes.buttons}>
                    <Button
                      variant="default"
                      size="compact-sm"
                      aria-label={texts.change(m.organization.name)}
                      onClick={() => setChanging(m)}
                    >
                      {common.change}
                    </Button>
                    <Button
                      variant="default"
                      size="compact-sm"
                      aria-label={texts.endOf(m.organization.name)}
                      disabled={end.busy}
                      onClick={() => end.act({ params: { id: m.id } })}
                    >
                      {texts.end}
                    </Button>
                  </div>
                ),
            },
          ]}
        />
      )}
      {(over > 0 || end.notDone) && (
        <div className={classes.padded}>
          {over > 0 && (
            <div>
              <Button
                variant="default"
                size="compact-sm"
                aria-pressed={overToo}
                onClick={() => setOverToo(!overToo)}
              >
                {overToo ? common.hideEnded : common.showEnded(over)}
              </Button>
            </div>
          )}
          <NotDoneFrame
            notDone={end.notDone}
            title={texts.notEnded}
            combination={combination}
            onDismiss={end.dismiss}
          />
        </div>
      )}
      {adding && <GiveMembership person={person} people={people} onClose={() => setAdding(false)} />}
      {changing && (
        <ChangeMembership
          key={changing.id}
          person={person}
          people={people}
          membership={changing}
          onClose={() => setChanging(null)}
        />
      )}
    </Panel>
  );
};
