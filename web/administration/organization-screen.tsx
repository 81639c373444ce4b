import { Button } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import {
  closeOrganization,
  correctOrganization,
  type Organization,
  reopenOrganization,
} from '../../contract/accounts-administration.ts';
import { useFormCombination } from '../accounts/form-combination.ts';
import { pathTo } from '../paths.ts';
import { useAct } from '../query.ts';
import { Loaded } from '../shell/loaded.tsx';
import { MissingRoom } from '../shell/missing-room.tsx';
import { fieldErrorsOf, NotDoneFrame } from '../shell/not-done-frame.tsx';
import { Screen } from '../shell/screen.tsx';
import { useTexts } from '../texts/language.tsx';
import { announce } from '../ui/announce.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { Door } from '../ui/door.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { FormFoot } from '../ui/form-foot.tsx';
import { LeaveGuard } from '../ui/leave-guard.tsx';
import { Panel } from '../ui/panel.tsx';
import classes from './administration.module.css';
import { organizationsKey, useOrganizations, usePeople } from './administration-query.ts';
import { type OrganizationDraft, OrganizationFields } from './organization-fields.tsx';
import { ProjectsPanel } from './projects-panel.tsx';
import { TeamSettings } from './team-settings.tsx';
import { useAdministrationTexts } from './texts.ts';

/** One organization: what it is, its projects or its team, who works there. */
export const OrganizationScreen = () => {
  const { organizations: texts } = useAdministrationTexts();
  const query = useOrganizations();
  const id = Number(useParams({ strict: false }).organizationId);
  return (
    <Loaded query={query} title={texts.title}>
      {({ organizations }) => {
        const organization = organizations.find((o) => o.id === id);
        return organization ? <OneOrganization key={id} organization={organization} /> : <MissingRoom />;
      }}
    </Loaded>
  );
};

const OneOrganization = ({ organization }: { organization: Organization }) => {
  const { organizations: texts, common } = useAdministrationTexts();
  return (
    <Screen
      title={organization.name}
      about={[texts.kinds[organization.kind], organization.closedAt && common.closed]
        .filter(Boolean)
        .join(' · ')}
    >
      <div className={`${classes.page} ${classes.narrow}`}>
        {organization.kind === 'shelter' && <ProjectsPanel organization={organization} />}
        {organization.kind === 'reservation_team' && <TeamSettings organizationId={organization.id} />}
        <PeopleThere organization={organization} />
        <Details key={JSON.stringify(organization)} organization={organization} />
        <Closing organization={organization} />
      </div>
    </Screen>
  );
};

const PeopleThere = ({ organization }: { organization: Organization }) => {
  const { organizations: texts, people, person: personTexts } = useAdministrationTexts();
  const { workgroups } = useTexts().app;
  const query = usePeople();
  const rows = (query.data?.people ?? []).flatMap((person) =>
    person.memberships
      .filter((m) => m.organization.id === organization.id && m.state !== 'over')
      .map((m) => ({ person, m })),
  );
  return (
    <Panel title={texts.whoWorks} act={<Door to={pathTo('people')}>{texts.people}</Door>}>
      {query.data && rows.length === 0 ? (
        <EmptyState title={texts.nobodyWorks} why={texts.nobodyWorksWhy} />
      ) : (
        <DataTable
          name={texts.whoWorks}
          rows={rows}
          rowKey={({ m }) => m.id}
          columns={[
            {
              head: people.person,
              cell: ({ person }) => <Door to={pathTo('person', { personId: person.id })}>{person.name}</Door>,
            },
            {
              head: personTexts.held.workgroup,
              cell: ({ m }) =>
                [workgroups[m.workgroup], m.supervisor && people.supervisor].filter(Boolean).join(', '),
            },
            {
              head: personTexts.held.reportsTo,
              cell: ({ m }) => m.reportsTo?.name ?? personTexts.held.nobody,
            },
          ]}
        />
      )}
    </Panel>
  );
};

const draftOf = (o: Organization): OrganizationDraft => ({ ...o, phone: o.phone ?? '' });

const Details = ({ organization }: { organization: Organization }) => {
  const { organizations: texts, common } = useAdministrationTexts();
  const combination = useFormCombination();
  const [draft, setDraft] = useState(() => draftOf(organization));
  const { act, busy, notDone, dismiss } = useAct(correctOrganization, {
    combination,
    touches: () => [organizationsKey],
    onDone: () => announce(common.saved),
  });
  const was = draftOf(organization);
  const unsaved =
    draft.name !== was.name ||
    draft.phone !== was.phone ||
    draft.victimServiceProvider !== was.victimServiceProvider;
  const save = () => {
    const { name, phone, victimServiceProvider } = draft;
    act({
      params: { id: organization.id },
      body: { name, victimServiceProvider, phone: phone.trim() || null },
    });
  };
  return (
    <Panel title={texts.details}>
      <LeaveGuard unsaved={unsaved} />
      <div className={classes.padded}>
        <OrganizationFields
          draft={draft}
          onChange={(part) => setDraft((now) => ({ ...now, ...part }))}
          errors={fieldErrorsOf(notDone)}
        />
        <NotDoneFrame
          notDone={notDone}
          title={texts.notCorrected}
          combination={combination}
          onDismiss={dismiss}
          onAgain={save}
        />
        {unsaved && (
          <FormFoot save={common.save} busy={busy} onSave={save}>
            <Button variant="default" onClick={() => setDraft(was)}>
              {common.cancel}
            </Button>
          </FormFoot>
        )}
      </div>
    </Panel>
  );
};

const Closing = ({ organization }: { organization: Organization }) => {
  const { organizations: texts, common } = useAdministrationTexts();
  const combination = useFormCombination();
  const touches = () => [organizationsKey];
  const close = useAct(closeOrganization, { combination, touches, onDone: () => announce(texts.closed) });
  const reopen = useAct(reopenOrganization, { combination, touches, onDone: () => announce(common.open) });
  const { act, busy } = organization.closedAt ? reopen : close;
  const notDone = close.notDone ?? reopen.notDone;
  return (
    <Panel title={organization.closedAt ? common.closed : texts.close} padded>
      <div className={classes.fields}>
        {!organization.closedAt && <p className={classes.dim}>{texts.closeWhy}</p>}
        <div>
          <Button variant="default" loading={busy} onClick={() => act({ params: { id: organization.id } })}>
            {organization.closedAt ? texts.reopen : texts.close}
          </Button>
        </div>
        <NotDoneFrame
          notDone={notDone}
          title={texts.notClosed}
          combination={combination}
          onDismiss={() => {
            close.dismiss();
            reopen.dismiss();
          }}
        />
      </div>
    </Panel>
  );
};
