import { Button, NativeSelect, TextInput } from '@mantine/core';
import { IconBuildingCommunity } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { type AdministeredFacility, createFacility } from '../../contract/facilities-administration.ts';
import { useFormCombination } from '../accounts/form-combination.ts';
import { useCombination } from '../accounts/session.tsx';
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
import {
  administeredFacilitiesKey,
  organizationsKey,
  projectsKey,
  useAdministeredFacilities,
  useProjects,
} from './administration-query.ts';
import { FormDialog } from './form-dialog.tsx';
import { fits, ListBar } from './list-bar.tsx';
import { useAdministrationTexts } from './texts.ts';

/** Every facility, or a supervisor's own organization's. */
export const AdministeredFacilitiesScreen = () => {
  const { facilities: texts } = useAdministrationTexts();
  const query = useAdministeredFacilities();
  const isAdministrator = useCombination()?.workgroup === 'system_administrators';
  const [adding, setAdding] = useState(false);
  const add = isAdministrator && <Button onClick={() => setAdding(true)}>{texts.add}</Button>;
  return (
    <Screen title={texts.title} about={texts.about} act={add}>
      <div className={classes.page}>
        <Loaded query={query}>
          {({ facilities }) =>
            facilities.length === 0 ? (
              <EmptyState
                icon={<IconBuildingCommunity size={26} aria-hidden />}
                title={isAdministrator ? texts.none : texts.noneOwn}
                why={isAdministrator ? texts.noneWhy : texts.noneOwnWhy}
              >
                {add}
              </EmptyState>
            ) : (
              <FacilityList facilities={facilities} />
            )
          }
        </Loaded>
      </div>
      {adding && <NewFacility onClose={() => setAdding(false)} />}
    </Screen>
  );
};

const FacilityList = ({ facilities }: { facilities: AdministeredFacility[] }) => {
  const { facilities: texts, projects, common } = useAdministrationTexts();
  const isAdministrator = useCombination()?.workgroup === 'system_administrators';
  const [filter, setFilter] = useState('');
  const [closedToo, setClosedToo] = useState(false);
  const closed = facilities.filter((f) => f.closedAt).length;
  const shown = facilities.filter(
    (f) => (closedToo || !f.closedAt) && fits(filter, f.name, f.organization.name, f.project.name),
  );
  const first = isAdministrator ? 'facilitySettings' : 'places';
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
            rowKey={(f) => f.id}
            columns={[
              {
                head: texts.facility,
                cell: (f) => (
                  <span>
                    <Door to={pathTo(first, { facilityId: f.id })}>{f.name}</Door>
                    <span className={classes.second}>
                      {[
                        f.closedAt && common.closed,
                        f.confidential && texts.confidential,
                        f.headCountOnly && texts.headCount,
                      ]
                        .filter(Boolean)
                        .join(' · ')}
                    </span>
                  </span>
                ),
              },
              { head: texts.organization, cell: (f) => f.organization.name },
              {
                head: texts.project,
                cell: (f) => (
                  <span>
                    {f.project.name}
                    <span className={classes.second}>{projects.types[f.kind]}</span>
                  </span>
                ),
              },
              {
                head: texts.places,
                cell: (f) => (
                  <span>
                    <Door to={pathTo('places', { facilityId: f.id })}>
                      {texts.placesCount(f.places, f.rooms)}
                    </Door>
                    {f.overflowPlaces > 0 && (
                      <span className={classes.second}>{texts.overflow(f.overflowPlaces)}</span>
                    )}
                  </span>
                ),
              },
            ]}
          />
        )}
      </Panel>
    </>
  );
};

const NewFacility = ({ onClose }: { onClose: () => void }) => {
  const { facilities: texts, projects: projectTexts, common } = useAdministrationTexts();
  const navigate = useNavigate();
  const query = useProjects();
  const projects = (query.data?.projects ?? []).filter((p) => p.kind !== null);
  const combination = useFormCombination();
  const [name, setName] = useState('');
  const [projectId, setProjectId] = useState<number | null>(null);
  const [asked, setAsked] = useState(false);
  const { act, busy, notDone, dismiss } = useAct(createFacility, {
    combination,
    touches: () => [administeredFacilitiesKey, projectsKey, organizationsKey],
    onDone: ({ id }) => {
      announce(texts.made(name));
      void navigate({ to: pathTo('facilitySettings', { facilityId: id }) });
    },
  });
  const save = () => {
    setAsked(true);
    if (name.trim() && projectId) act({ body: { name, projectId } });
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
        />
      }
    >
      <TextInput
        label={common.name}
        maxLength={200}
        data-autofocus
        value={name}
        error={fieldErrorsOf(notDone).name ?? (asked && !name.trim() && common.missing)}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <NativeSelect
        label={texts.project}
        value={projectId ?? ''}
        error={query.data && projects.length === 0 ? texts.noProject : asked && !projectId && common.missing}
        onChange={(event) => setProjectId(Number(event.currentTarget.value) || null)}
        data={[
          { value: '', label: common.choose },
          ...projects.map((p) => ({
            value: String(p.id),
            label: `${p.organization.name}: ${p.name} (${p.kind ? projectTexts.types[p.kind] : ''})`,
          })),
        ]}
      />
    </FormDialog>
  );
};
