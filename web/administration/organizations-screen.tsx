import { Button } from '@mantine/core';
import { IconBuilding } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { createOrganization, type Organization } from '../../contract/accounts-administration.ts';
import { useFormCombination } from '../accounts/form-combination.ts';
import { pathTo } from '../paths.ts';
import { useAct } from '../query.ts';
import { Loaded } from '../shell/loaded.tsx';
import { fieldErrorsOf, NotDoneFrame } from '../shell/not-done-frame.tsx';
import { Screen } from '../shell/screen.tsx';
import { announce } from '../ui/announce.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { Door } from '../ui/door.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Panel } from '../ui/panel.tsx';
import classes from './administration.module.css';
import { organizationsKey, useOrganizations } from './administration-query.ts';
import { FormDialog } from './form-dialog.tsx';
import { fits, ListBar } from './list-bar.tsx';
import { type OrganizationDraft, OrganizationFields } from './organization-fields.tsx';
import { useAdministrationTexts } from './texts.ts';

/** Shelters, reservation teams and administrations. */
export const OrganizationsScreen = () => {
  const { organizations: texts } = useAdministrationTexts();
  const query = useOrganizations();
  const [adding, setAdding] = useState(false);
  return (
    <Screen title={texts.title} act={<Button onClick={() => setAdding(true)}>{texts.add}</Button>}>
      <div className={classes.page}>
        <Loaded query={query}>
          {({ organizations }) => (
            <OrganizationList organizations={organizations} onAdd={() => setAdding(true)} />
          )}
        </Loaded>
      </div>
      {adding && <NewOrganization onClose={() => setAdding(false)} />}
    </Screen>
  );
};

const OrganizationList = ({ organizations, onAdd }: { organizations: Organization[]; onAdd: () => void }) => {
  const { organizations: texts, common } = useAdministrationTexts();
  const [filter, setFilter] = useState('');
  const [closedToo, setClosedToo] = useState(false);
  const closed = organizations.filter((o) => o.closedAt).length;
  const shown = organizations.filter(
    (o) => (closedToo || !o.closedAt) && fits(filter, o.name, texts.kinds[o.kind]),
  );
  if (organizations.length === 0) {
    return (
      <EmptyState icon={<IconBuilding size={26} aria-hidden />} title={texts.none} why={texts.noneWhy}>
        <Button onClick={onAdd}>{texts.add}</Button>
      </EmptyState>
    );
  }
  return (
    <>
      <ListBar
        filter={filter}
        onFilter={setFilter}
        label={common.filter}
        ended={
          closed > 0
            ? {
                shown: closedToo,
                toggle: () => setClosedToo(!closedToo),
                text: closedToo ? common.hideEnded : common.showEnded(closed),
              }
            : undefined
        }
      />
      <Panel title={texts.title}>
        {shown.length === 0 ? (
          <EmptyState title={common.nothingFound} why={common.nothingFoundWhy} />
        ) : (
          <DataTable
            name={texts.title}
            rows={shown}
            rowKey={(o) => o.id}
            columns={[
              {
                head: common.name,
                cell: (o) => (
                  <span>
                    <Door to={pathTo('organization', { organizationId: o.id })}>{o.name}</Door>
                    <span className={classes.second}>
                      {[o.phone, o.victimServiceProvider && texts.victim, o.closedAt && common.closed]
                        .filter(Boolean)
                        .join(' · ')}
                    </span>
                  </span>
                ),
              },
              { head: texts.kind, cell: (o) => texts.kinds[o.kind] },
              { head: texts.people, cell: (o) => o.people },
              { head: texts.facilities, cell: (o) => (o.kind === 'shelter' ? o.facilities : '') },
              { head: texts.agreements, cell: (o) => (o.kind === 'administration' ? '' : o.agreements) },
            ]}
          />
        )}
      </Panel>
    </>
  );
};

const NewOrganization = ({ onClose }: { onClose: () => void }) => {
  const { organizations: texts, common } = useAdministrationTexts();
  const navigate = useNavigate();
  const combination = useFormCombination();
  const [draft, setDraft] = useState<OrganizationDraft>({
    name: '',
    kind: 'shelter',
    victimServiceProvider: false,
    phone: '',
  });
  const [asked, setAsked] = useState(false);
  const { act, busy, notDone, dismiss } = useAct(createOrganization, {
    combination,
    touches: () => [organizationsKey],
    onDone: (made) => {
      announce(texts.made(made.name));
      void navigate({ to: pathTo('organization', { organizationId: made.id }) });
    },
  });
  const save = () => {
    setAsked(true);
    if (draft.name.trim()) act({ body: { ...draft, phone: draft.phone.trim() || null } });
  };
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
          fieldNames={{ name: common.name, phone: common.phone }}
        />
      }
    >
      <OrganizationFields
        draft={draft}
        onChange={(part) => setDraft((now) => ({ ...now, ...part }))}
        errors={{ ...(asked && !draft.name.trim() && { name: common.missing }), ...fieldErrorsOf(notDone) }}
        isNew
      />
    </FormDialog>
  );
};
